package org.capi4j;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.capi4j.bridge.CallPlan;
import org.capi4j.type.Objects;

/**
 * Objects that implement an interface by calling a module's functions: {@link PyModule#bind}.
 *
 * <p>The interface is implemented by a hidden class, each of whose methods calls one constant method handle, so that the JIT compiler
 * sees through to the downcall. A method of primitives alone passes them as raw longs and allocates nothing.
 */
final class TypedBinding {
    private static final MethodHandle REGISTERS = find(TypedCall.class, "registers", long.class, CallPlan.REGISTERS);
    private static final MethodHandle MEMORY = find(TypedCall.class, "memory", long.class, TypedCall.MOST);
    private static final MethodHandle FEW = find(ObjectCall.class, "few", Object.class, CallPlan.REGISTERS);
    private static final MethodHandle TEXTS = find(ObjectCall.class, "texts", Object.class, CallPlan.REGISTERS);
    private static final MethodHandle MANY = find(ObjectCall.class, "many", MethodType.methodType(Object.class, Object[].class));
    private static final MethodHandle DOUBLE_BITS = bits("doubleToRawLongBits", long.class, double.class);
    private static final MethodHandle BITS_DOUBLE = bits("longBitsToDouble", double.class, long.class);

    private TypedBinding() {}

    static <T> T of(PyModule module, MethodHandles.Lookup lookup, Class<T> type) {
        if (!type.isInterface()) throw new IllegalArgumentException(type + " is no interface");
        List<Method> methods = new ArrayList<>();
        List<MethodHandle> handles = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (!Modifier.isAbstract(method.getModifiers()) || isObjectMethod(method)) continue;
            methods.add(method);
            handles.add(handle(module, method));
        }
        try {
            MethodHandles.Lookup hidden = lookup.defineHiddenClassWithClassData(bytes(lookup, type, methods), handles, true);
            MethodHandle constructor = hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class));
            return type.cast(constructor.invoke());
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalArgumentException("cannot implement " + type, failure);
        }
    }

    /**
     * A lookup that may implement {@code type}: one of its own package where that is the same module's, else this package's, for a public
     * interface of an exported package.
     */
    static MethodHandles.Lookup lookup(Class<?> type) {
        MethodHandles.Lookup own = MethodHandles.lookup();
        Module here = TypedBinding.class.getModule();
        if (type.getModule() == here) return privateLookup(type, own);
        boolean visible = Modifier.isPublic(type.getModifiers()) && type.getModule().isExported(type.getPackageName(), here);
        if (!visible || type.getClassLoader() != TypedBinding.class.getClassLoader()) throw hidden(type);
        here.addReads(type.getModule());
        return own;
    }

    private static MethodHandles.Lookup privateLookup(Class<?> type, MethodHandles.Lookup own) {
        try {
            return MethodHandles.privateLookupIn(type, own);
        } catch (IllegalAccessException closed) {
            throw hidden(type);
        }
    }

    private static IllegalArgumentException hidden(Class<?> type) {
        return new IllegalArgumentException(type.getName() + " is not visible to org.capi4j: call bind(MethodHandles.lookup(), " + type.getSimpleName() + ".class)");
    }

    private static boolean isObjectMethod(Method method) {
        try {
            Object.class.getMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException own) {
            return false;
        }
    }

    /** The implementation of one method, of exactly the method's type. */
    private static MethodHandle handle(PyModule module, Method method) {
        TypedMethod typed = TypedMethod.of(method);
        Interpreter interpreter = module.interpreter();
        MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        boolean primitive = typed.isPrimitive() && type.parameterCount() <= TypedCall.MOST;
        return interpreter.locked(() -> {
            CallPlan plan = plan(module, typed, typed.kinds(TypedArgument::kind), typed.resultKind());
            if (primitive) return primitive(new TypedCall(interpreter, plan, type.parameterCount(), type.returnType()), type);
            boolean texts = typed.isText() && type.parameterCount() <= CallPlan.REGISTERS;
            CallPlan textPlan = texts ? plan(module, typed, typed.kinds(TypedArgument::stagedKind), typed.stagedResultKind()) : null;
            return objects(ObjectCall.of(interpreter, plan, textPlan, typed), type);
        });
    }

    private static CallPlan plan(PyModule module, TypedMethod method, String kinds, char result) {
        return module.interpreter().plan(Objects.getAttr(module.address(), method.function()), method.names(), kinds, result);
    }

    private static MethodHandle primitive(TypedCall call, MethodType type) {
        int count = type.parameterCount();
        MethodHandle handle = padded((count <= CallPlan.REGISTERS ? REGISTERS : MEMORY).bindTo(call), count, 0L);
        for (int i = 0; i < count; i++) {
            Class<?> parameter = type.parameterType(i);
            if (parameter == double.class || parameter == float.class) handle = MethodHandles.filterArguments(handle, i, DOUBLE_BITS);
        }
        if (type.returnType() == double.class) handle = MethodHandles.filterReturnValue(handle, BITS_DOUBLE);
        return MethodHandles.explicitCastArguments(handle, type);
    }

    private static MethodHandle objects(ObjectCall call, MethodType type) {
        int count = type.parameterCount();
        if (count > CallPlan.REGISTERS) return MANY.bindTo(call).asCollector(Object[].class, count).asType(type);
        return padded((call.textPlan() != null ? TEXTS : FEW).bindTo(call), count, null).asType(type);
    }

    /** With nothing behind the first {@code count} arguments. */
    private static MethodHandle padded(MethodHandle handle, int count, Object nothing) {
        Object[] rest = new Object[handle.type().parameterCount() - count];
        Arrays.fill(rest, nothing);
        return MethodHandles.insertArguments(handle, count, rest);
    }

    private static byte[] bytes(MethodHandles.Lookup lookup, Class<?> type, List<Method> methods) {
        ClassDesc self = ClassDesc.of(lookup.lookupClass().getPackageName().isEmpty()
                ? "Bound$" + type.getSimpleName()
                : lookup.lookupClass().getPackageName() + ".Bound$" + type.getSimpleName());
        return ClassFile.of().build(self, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
            builder.withInterfaceSymbols(describe(type));
            builder.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC, code -> code.aload(0)
                    .invokespecial(CD_Object, ConstantDescs.INIT_NAME, MethodTypeDesc.of(CD_void))
                    .return_());
            for (int i = 0; i < methods.size(); i++) method(builder, methods.get(i), i);
        });
    }

    private static void method(ClassBuilder builder, Method method, int index) {
        MethodTypeDesc type = MethodType.methodType(method.getReturnType(), method.getParameterTypes()).describeConstable().orElseThrow();
        DynamicConstantDesc<MethodHandle> handle = DynamicConstantDesc.ofNamed(
                ConstantDescs.ofConstantBootstrap(
                        ConstantDescs.CD_MethodHandles, "classDataAt", CD_Object, ConstantDescs.CD_int),
                ConstantDescs.DEFAULT_NAME, ConstantDescs.CD_MethodHandle, index);
        builder.withMethodBody(method.getName(), type, ClassFile.ACC_PUBLIC, code -> {
            code.loadConstant(handle);
            int slot = 1;
            for (Class<?> parameter : method.getParameterTypes()) {
                TypeKind kind = TypeKind.from(parameter);
                code.loadLocal(kind, slot);
                slot += kind.slotSize();
            }
            code.invokevirtual(ConstantDescs.CD_MethodHandle, "invokeExact", type);
            code.return_(TypeKind.from(method.getReturnType()));
        });
    }

    private static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /** A method of so many parameters of one type, which is its result's too. */
    private static MethodHandle find(Class<?> owner, String name, Class<?> type, int count) {
        return find(owner, name, MethodType.methodType(type, Collections.nCopies(count, type)));
    }

    private static MethodHandle find(Class<?> owner, String name, MethodType type) {
        try {
            return MethodHandles.lookup().findVirtual(owner, name, type);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MethodHandle bits(String name, Class<?> result, Class<?> parameter) {
        try {
            return MethodHandles.lookup().findStatic(Double.class, name, MethodType.methodType(result, parameter));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
