package org.capi4j;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What a method of a bound interface says.
 *
 * @param function the Python function's name
 * @param names the keywords by which the last arguments are passed
 * @param arguments one per parameter
 * @param result the Java type of the result
 */
record TypedMethod(String function, List<String> names, List<TypedArgument> arguments, Class<?> result) {
    /** @throws IllegalArgumentException where the annotations don't make sense */
    static TypedMethod of(Method method) {
        PyName name = method.getAnnotation(PyName.class);
        List<TypedArgument> arguments = Arrays.stream(method.getParameterTypes()).map(TypedArgument::of).toList();
        return new TypedMethod(name == null ? method.getName() : name.value(), names(method), arguments, method.getReturnType());
    }

    private static List<String> names(Method method) {
        List<String> names = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            PyName name = parameter.getAnnotation(PyName.class);
            if (name != null && name.value().isEmpty()) throw nonsense(method, "an argument's name is empty");
            if (name != null && names.contains(name.value())) throw nonsense(method, "two arguments are named " + name.value());
            if (name == null && !names.isEmpty()) throw nonsense(method, "an argument without a name follows the one named " + names.getLast());
            if (name != null) names.add(name.value());
        }
        return names;
    }

    private static IllegalArgumentException nonsense(Method method, String what) {
        return new IllegalArgumentException(method + ": " + what);
    }

    boolean isPrimitive() {
        return arguments.stream().allMatch(TypedArgument::isPrimitive) && resultKind() != 'o';
    }

    /** Whether nothing but primitives and texts travels, and a text at all. */
    boolean isText() {
        boolean fits = arguments.stream().allMatch(argument -> argument.isPrimitive() || argument == TypedArgument.TEXT);
        return fits && (stagedResultKind() == 's' || resultKind() != 'o' && arguments.contains(TypedArgument.TEXT));
    }

    /** The kinds of a {@link org.capi4j.bridge.CallPlan}. */
    String kinds(Function<TypedArgument, Character> kind) {
        StringBuilder kinds = new StringBuilder();
        for (TypedArgument argument : arguments) kinds.append((char) kind.apply(argument));
        return kinds.toString();
    }

    char resultKind() {
        if (result == void.class) return 'v';
        if (result == int.class) return 'i';
        if (result == long.class) return 'l';
        if (result == boolean.class) return 'z';
        return result == double.class ? 'd' : 'o';
    }

    char stagedResultKind() {
        return result == String.class ? 's' : resultKind();
    }

    /** {@link TypedArgument#ABSENT} behind the last. */
    TypedArgument argument(int index) {
        return index < arguments.size() ? arguments.get(index) : TypedArgument.ABSENT;
    }
}
