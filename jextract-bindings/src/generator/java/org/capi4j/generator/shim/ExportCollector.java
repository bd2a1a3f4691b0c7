package org.capi4j.generator.shim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic.Kind;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Function;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Nullable;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.generator.shim.CFunction.Parameter;

/** Gathers what annotated classes implement, and reports what doesn't fit the headers. */
final class ExportCollector {

    private final Headers headers;
    private final SlotTable slots;
    private final Messager messager;
    private final StaticTypes types;
    private final Map<String, List<StaticType.Method>> modules = new TreeMap<>();
    private final Map<String, Export> implemented = new TreeMap<>();
    private final Map<String, ExecutableElement> sources = new TreeMap<>();

    ExportCollector(Headers headers, Path facts, Messager messager) {
        this.headers = headers;
        this.slots = SlotTable.read(facts);
        this.types = StaticTypes.read(facts);
        this.messager = messager;
    }

    StaticTypes types() {
        return types;
    }

    /** The method arrays of modules written in Java, by simple class name. */
    Map<String, List<StaticType.Method>> modules() {
        return modules;
    }

    /** All functions that have a trampoline, in the index's order: declared ones by name, then the rest. */
    List<Export> exports() {
        Stream<Export> declared = headers.functions().values().stream()
                .map(function ->
                        implemented.getOrDefault(function.name(), Export.declared(function, Optional.empty())));
        Stream<Export> rest = implemented.values().stream().filter(Export::isInternal);
        return Stream.concat(declared, rest).toList();
    }

    /** The symbols of slots and methods. */
    List<String> internalFunctions() {
        return implemented.values().stream()
                .filter(Export::isInternal)
                .map(Export::symbol)
                .toList();
    }

    private boolean isDeclared(String symbol) {
        return headers.functions().containsKey(symbol);
    }

    /** The exports by the class that implements them. */
    Map<String, List<Export>> guards() {
        return implemented.values().stream()
                .collect(Collectors.groupingBy(
                        export -> export.implementation().orElseThrow().holder(), TreeMap::new, Collectors.toList()));
    }

    /** A class of API functions. */
    void addFunctions(TypeElement type) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (method.getModifiers().containsAll(List.of(Modifier.PUBLIC, Modifier.STATIC))) {
                addFunction(method);
            }
        }
    }

    private void addFunction(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        CFunction function = headers.functions().get(name);
        if (function == null) {
            report(method, "no header declares " + name + " (make it private if it is no API function)");
        } else if (function.isOnlyForC()) {
            report(method, name + " takes or returns a struct or is variadic: C implements it. " + function.line());
        } else {
            Implementation java = implementation(method);
            String expected = function.javaSignature();
            if (!java.signature().equals(expected)) {
                report(
                        method,
                        "the header wants " + expected + ", this is " + java.signature() + ": " + function.line());
            } else {
                put(method, Export.declared(function, Optional.of(java)));
            }
        }
    }

    /** A class of a built-in type, which may be one of several types'. */
    void addType(TypeElement source, BuiltinType annotation) {
        StaticType type = types.find(annotation.value());
        if (type == null) {
            if (annotation.part() || annotation.name().isEmpty()) {
                report(
                        source,
                        "no facts about " + annotation.value() + ": its first class has to give at least its name");
                return;
            }
            type = types.add(BuiltinTypeFacts.of(annotation));
        }
        if (!annotation.doc().isEmpty()) {
            type.doc = annotation.doc();
        }
        if (annotation.references() > 0) {
            type.references = annotation.references();
            type.clears = annotation.clears();
        }
        for (SlotRef reference : source.getAnnotationsByType(SlotRef.class)) {
            addSlotRef(source, type, reference);
        }
        for (Member member : source.getAnnotationsByType(Member.class)) {
            type.members.add(
                    new StaticType.Member(member.name(), member.type(), member.offset(), member.flags(), member.doc()));
        }
        for (ExecutableElement method : ElementFilter.methodsIn(source.getEnclosedElements())) {
            addSlots(type, method);
            type.methods.addAll(methods(method));
            addGetter(type, method);
            addSetter(type, method);
        }
    }

    private void addSlotRef(TypeElement source, StaticType type, SlotRef reference) {
        SlotTable.Slot slot = slots.find(reference.slot());
        if (slot == null) {
            report(source, "there is no slot " + reference.slot());
        } else if (!isDeclared(reference.function()) && !reference.function().startsWith(Headers.INTERNAL)) {
            report(source, "no header declares " + reference.function());
        } else if (!type.fill(slot, "(" + slot.functionType() + ")" + reference.function())) {
            report(source, type.symbol() + " has two functions for " + reference.slot());
        }
    }

    private void addSlots(StaticType type, ExecutableElement method) {
        Slot annotation = method.getAnnotation(Slot.class);
        if (annotation == null) {
            return;
        }
        for (String name : annotation.value()) {
            SlotTable.Slot slot = slots.find(name);
            if (slot == null) {
                report(method, "there is no slot " + name);
                continue;
            }
            CFunction shape = headers.functionTypes().get(slot.functionType());
            if (shape == null) {
                report(method, "no header has a one-line typedef of " + slot.functionType() + ", the type of " + name);
                continue;
            }
            String symbol = addInternal(method, false, shape);
            if (symbol != null && !type.fill(slot, "(" + slot.functionType() + ")" + symbol)) {
                report(method, type.symbol() + " has two functions for " + name);
            }
        }
    }

    private void addGetter(StaticType type, ExecutableElement method) {
        Getter getter = method.getAnnotation(Getter.class);
        String symbol = getter == null ? null : addInternal(method, false, Shapes.objects(CType.POINTER, 1));
        if (symbol != null) {
            for (String name : getter.value()) {
                addGetSet(method, type, new StaticType.GetSet(name, symbol, null, getter.doc()));
            }
        }
    }

    private void addSetter(StaticType type, ExecutableElement method) {
        Setter setter = method.getAnnotation(Setter.class);
        String symbol = setter == null ? null : addInternal(method, false, Shapes.objects(CType.INT, 2));
        if (symbol != null) {
            for (String name : setter.value()) {
                addGetSet(method, type, new StaticType.GetSet(name, null, symbol, ""));
            }
        }
    }

    private void addGetSet(ExecutableElement method, StaticType type, StaticType.GetSet getSet) {
        if (!type.addGetSet(getSet)) {
            report(method, type.symbol() + " has two functions for the attribute " + getSet.name());
        }
    }

    /** A class of a module's functions. */
    void addModule(TypeElement source) {
        List<StaticType.Method> methods = new ArrayList<>();
        ElementFilter.methodsIn(source.getEnclosedElements()).forEach(method -> methods.addAll(methods(method)));
        if (modules.put(source.getSimpleName().toString(), methods) != null) {
            report(source, "two modules' classes have this name");
        }
    }

    private List<StaticType.Method> methods(ExecutableElement method) {
        Method annotation = method.getAnnotation(Method.class);
        if (annotation == null) {
            return List.of();
        }
        Shapes.Convention convention =
                Shapes.convention(annotation, method.getParameters().size());
        if (convention == null) {
            report(method, "no calling convention has " + method.getParameters().size() + " parameters: see Method");
            return List.of();
        }
        String symbol = addInternal(method, false, Shapes.objects(CType.POINTER, convention.parameters()));
        return symbol == null
                ? List.of()
                : Arrays.stream(annotation.value())
                        .map(name -> new StaticType.Method(name, symbol, convention.flags(), convention.adapter(), annotation.doc()))
                        .toList();
    }

    /** A function that C reaches through a pointer only. */
    void addCallback(ExecutableElement method) {
        Implementation java = implementation(method);
        List<Parameter> parameters = java.parameters().stream()
                .map(parameter -> new Parameter(Shapes.natural(parameter.type()), false))
                .toList();
        String error = String.valueOf(method.getAnnotation(Function.class).value());
        addInternal(method, true, new CFunction("", Shapes.natural(java.result()), parameters, false, error, false, true, ""));
    }

    /** Gives the method a trampoline of its own, and returns its symbol; null when it doesn't fit. */
    private String addInternal(ExecutableElement method, boolean isVisible, CFunction shape) {
        Implementation java = implementation(method);
        String expected = shape.javaSignature();
        String actual = java.signature();
        boolean fits = actual.equals(expected)
                || (shape.result() == CType.INT && actual.equals(expected.replaceFirst("^int", "void")));
        if (!method.getModifiers().contains(Modifier.STATIC)
                || method.getModifiers().contains(Modifier.PRIVATE)) {
            report(method, "a method that C calls is static, and not private");
            return null;
        }
        if (!fits) {
            report(method, "C calls " + expected + ", this is " + actual);
            return null;
        }
        String label = java.simpleHolder() + "." + java.method();
        String symbol = Headers.INTERNAL + java.simpleHolder() + "_" + java.method();
        Export export = new Export(shape.internal(symbol), label, isVisible, Optional.of(java));
        Export known = implemented.get(symbol);
        if (known == null || !sources.get(symbol).equals(method)) {
            put(method, export);
        } else if (!known.entry().equals(export.entry())) {
            report(method, "its annotations call for different C functions: " + known.entry() + ", " + export.entry());
        }
        return symbol;
    }

    private void put(ExecutableElement method, Export export) {
        ExecutableElement other = sources.put(export.symbol(), method);
        if (implemented.put(export.symbol(), export) != null) {
            report(method, export.symbol() + " is implemented by " + other.getEnclosingElement() + " too");
        }
    }

    private static Implementation implementation(ExecutableElement method) {
        TypeElement holder = (TypeElement) method.getEnclosingElement();
        return new Implementation(
                holder.getQualifiedName().toString(),
                method.getSimpleName().toString(),
                method.getReturnType().toString(),
                method.getParameters().stream()
                        .map(parameter -> new Implementation.Parameter(
                                parameter.asType().toString(),
                                parameter.getSimpleName().toString(),
                                parameter.getAnnotation(Nullable.class) != null))
                        .toList());
    }

    private void report(Element element, String problem) {
        messager.printMessage(Kind.ERROR, problem, element);
    }
}
