package org.capi4j;

import java.util.Map;

/**
 * A Java function that Python code can call: {@code interpreter.callable("twice", (args, kwargs) -> 2 * (Long) args[0])}.
 *
 * <p>Arguments come as Java values (see {@link Interpreter#convert}), handles among them are valid during the call unless copied with
 * {@link PyObject#copy()}. A {@link PyException} thrown here is raised as it is; any other exception becomes a Python
 * {@code RuntimeError} which, when it reaches Java again, has the original as its cause.
 */
@FunctionalInterface
public interface PyCallable {
    /** Computes the result, which is converted to Python. */
    Object call(Object[] args, Map<String, Object> kwargs) throws Exception;
}
