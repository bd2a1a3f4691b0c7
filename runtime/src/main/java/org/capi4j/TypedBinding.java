package org.capi4j;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Objects that implement an interface by calling a module's functions: {@link PyModule#bind}. */
final class TypedBinding {
    private TypedBinding() {}

    static <T> T of(PyModule module, Class<T> type) {
        InvocationHandler handler = (proxy, method, args) -> call(module, method, args == null ? new Object[0] : args);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(PyModule module, Method method, Object[] args) {
        Object result = module.call(method.getName(), args);
        return method.getReturnType() == void.class ? null : module.interpreter().as(method.getReturnType(), result);
    }
}
