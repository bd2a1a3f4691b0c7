package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;

/** {@code types}: the names of types that {@code builtins} has no name for; what is Python source there is made when it is asked for. */
@BuiltinModule("types")
public final class TypesModule {
    private static final List<String> LATE =
            List.of("new_class", "resolve_bases", "prepare_class", "_calculate_meta", "coroutine", "DynamicClassAttribute");

    private TypesModule() {}

    @Method("__getattr__")
    static long getattr(long module, long name) {
        String text = LateNames.asked(name);
        return LateNames.found("types", text, LATE.contains(text) ? made(ModuleType.dict(module), text) : NULL);
    }

    private static long made(long dict, String name) {
        if (name.equals("DynamicClassAttribute")) DynamicClassAttribute.fill(dict);
        else ClassCreation.fill(dict);
        return DictType.get(dict, name);
    }

    @Method("__dir__")
    static long dir(long module) {
        return LateNames.dir(module, LATE);
    }

    static void fill(long dict) {
        functions(dict);
        descriptors(dict);
        DictType.set(dict, "CodeType", BuiltinTypes.CODE);
        DictType.set(dict, "CellType", BuiltinTypes.CELL);
        DictType.set(dict, "MappingProxyType", BuiltinTypes.MAPPING_PROXY);
        DictType.set(dict, "SimpleNamespace", BuiltinTypes.NAMESPACE);
        DictType.set(dict, "ModuleType", BuiltinTypes.MODULE);
        DictType.set(dict, "TracebackType", BuiltinTypes.TRACE_BACK);
        DictType.set(dict, "FrameType", BuiltinTypes.FRAME);
        DictType.set(dict, "GenericAlias", Shim.symbol("Py_GenericAliasType"));
        DictType.set(dict, "UnionType", Shim.symbol("_PyUnion_Type"));
        DictType.set(dict, "EllipsisType", BuiltinTypes.ELLIPSIS);
        DictType.set(dict, "NoneType", BuiltinTypes.NONE);
        DictType.set(dict, "NotImplementedType", BuiltinTypes.NOT_IMPLEMENTED);
    }

    private static void functions(long dict) {
        DictType.set(dict, "FunctionType", BuiltinTypes.FUNCTION);
        DictType.set(dict, "LambdaType", BuiltinTypes.FUNCTION);
        DictType.set(dict, "MethodType", BuiltinTypes.METHOD);
        DictType.set(dict, "BuiltinFunctionType", BuiltinTypes.C_FUNCTION);
        DictType.set(dict, "BuiltinMethodType", BuiltinTypes.C_FUNCTION);
        DictType.set(dict, "GeneratorType", BuiltinTypes.GENERATOR);
        DictType.set(dict, "CoroutineType", BuiltinTypes.COROUTINE);
        DictType.set(dict, "AsyncGeneratorType", BuiltinTypes.ASYNC_GEN);
    }

    private static void descriptors(long dict) {
        DictType.set(dict, "WrapperDescriptorType", BuiltinTypes.WRAPPER_DESCR);
        DictType.set(dict, "MethodWrapperType", BuiltinTypes.METHOD_WRAPPER);
        DictType.set(dict, "MethodDescriptorType", BuiltinTypes.METHOD_DESCR);
        DictType.set(dict, "ClassMethodDescriptorType", BuiltinTypes.CLASS_METHOD_DESCR);
        DictType.set(dict, "GetSetDescriptorType", BuiltinTypes.GETSET_DESCRIPTOR);
        DictType.set(dict, "MemberDescriptorType", BuiltinTypes.MEMBER_DESCR);
    }
}
