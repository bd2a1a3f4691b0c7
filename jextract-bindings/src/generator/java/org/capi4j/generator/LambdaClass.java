package org.capi4j.generator;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * The class of one lambda or method reference. One that captures nothing is a constant of it, any other is made by its method {@code of}.
 *
 * @param method    the name of the interface's method, {@code erased} its type
 * @param captured  what the lambda takes along, {@code shape} the type of the interface
 * @param body      what is called
 */
record LambdaClass(ClassDesc name, ClassDesc shape, String method, MethodTypeDesc erased, List<ClassDesc> captured, DirectMethodHandleDesc body) {
    private static final int FINAL = ClassFile.ACC_FINAL, PRIVATE = ClassFile.ACC_PRIVATE, STATIC = ClassFile.ACC_STATIC, SYNTHETIC = ClassFile.ACC_SYNTHETIC;
    private static final String CONSTANT = "IT";

    /** @param suffix what follows the outer class's name and {@code $$} in that of the class */
    static LambdaClass of(InvokeDynamicInstruction call, ClassDesc outer, String suffix) {
        MethodTypeDesc type = call.typeSymbol();
        ClassDesc name = ClassDesc.ofDescriptor(outer.descriptorString().replace(";", "$$" + suffix + ";"));
        return new LambdaClass(name, type.returnType(), call.name().stringValue(), (MethodTypeDesc) call.bootstrapArgs().get(0), type.parameterList(),
                (DirectMethodHandleDesc) call.bootstrapArgs().get(1));
    }

    String simpleName() {
        return name.displayName();
    }

    /** Whether values only have to be cast, and neither boxed, unboxed nor widened. */
    boolean isSimple() {
        List<ClassDesc> given = new ArrayList<>(captured), wanted = wanted();
        given.addAll(erased.parameterList());
        if (given.size() != wanted.size()) return false;
        for (int i = 0; i < given.size(); i++) {
            if (!isAlike(given.get(i), wanted.get(i))) return false;
        }
        return erased.returnType().equals(CD_void) || isAlike(result(), erased.returnType());
    }

    private static boolean isAlike(ClassDesc one, ClassDesc other) {
        return one.isPrimitive() || other.isPrimitive() ? one.equals(other) : true;
    }

    /** The body's parameters, and what its method is called on. */
    private List<ClassDesc> wanted() {
        List<ClassDesc> all = new ArrayList<>();
        if (hasReceiver()) all.add(body.owner());
        all.addAll(MethodTypeDesc.ofDescriptor(body.lookupDescriptor()).parameterList());
        return all;
    }

    private boolean hasReceiver() {
        return switch (body.kind()) {
            case VIRTUAL, INTERFACE_VIRTUAL, SPECIAL, INTERFACE_SPECIAL -> true;
            default -> false;
        };
    }

    private boolean isConstructor() {
        return body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR;
    }

    private ClassDesc result() {
        return isConstructor() ? body.owner() : MethodTypeDesc.ofDescriptor(body.lookupDescriptor()).returnType();
    }

    /** Puts an instance on the stack, in place of what it captures. */
    void use(CodeBuilder code) {
        if (captured.isEmpty()) code.getstatic(name, CONSTANT, shape);
        else code.invokestatic(name, "of", MethodTypeDesc.of(shape, captured));
    }

    byte[] bytes(ClassFile file, NestHostAttribute host) {
        MethodTypeDesc constructor = MethodTypeDesc.of(CD_void, captured);
        return file.build(name, type -> {
            type.withFlags(FINAL | SYNTHETIC | ClassFile.ACC_SUPER).withInterfaceSymbols(shape).with(host);
            for (int i = 0; i < captured.size(); i++) type.withField(field(i), captured.get(i), PRIVATE | FINAL);
            type.withMethodBody(INIT_NAME, constructor, PRIVATE, this::construct);
            if (captured.isEmpty()) {
                type.withField(CONSTANT, shape, STATIC | FINAL);
                type.withMethodBody(CLASS_INIT_NAME, MTD_void, STATIC, code -> make(code, constructor).putstatic(name, CONSTANT, shape).return_());
            } else {
                type.withMethodBody("of", MethodTypeDesc.of(shape, captured), STATIC, code -> make(code, constructor).areturn());
            }
            type.withMethodBody(method, erased, ClassFile.ACC_PUBLIC, this::run);
        });
    }

    private static String field(int number) {
        return "captured" + number;
    }

    private void construct(CodeBuilder code) {
        code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void);
        for (int i = 0; i < captured.size(); i++) {
            code.aload(0).loadLocal(TypeKind.from(captured.get(i)), code.parameterSlot(i)).putfield(name, field(i), captured.get(i));
        }
        code.return_();
    }

    private CodeBuilder make(CodeBuilder code, MethodTypeDesc constructor) {
        code.new_(name).dup();
        for (int i = 0; i < captured.size(); i++) code.loadLocal(TypeKind.from(captured.get(i)), code.parameterSlot(i));
        return code.invokespecial(name, INIT_NAME, constructor);
    }

    private void run(CodeBuilder code) {
        List<ClassDesc> wanted = wanted();
        if (isConstructor()) code.new_(body.owner()).dup();
        for (int i = 0; i < wanted.size(); i++) {
            int parameter = i - captured.size();
            if (parameter < 0) code.aload(0).getfield(name, field(i), captured.get(i));
            else code.loadLocal(TypeKind.from(erased.parameterType(parameter)), code.parameterSlot(parameter));
            ClassDesc given = parameter < 0 ? captured.get(i) : erased.parameterType(parameter);
            if (!given.isPrimitive()) cast(code, given, wanted.get(i));
        }
        call(code);
        ClassDesc due = erased.returnType();
        if (!due.isPrimitive()) cast(code, result(), due);
        code.return_(TypeKind.from(due)); // a result that nobody wants stays on the stack, which ends here
    }

    private static void cast(CodeBuilder code, ClassDesc given, ClassDesc wanted) {
        if (!given.equals(wanted) && !wanted.equals(CD_Object)) code.checkcast(wanted);
    }

    private void call(CodeBuilder code) {
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(body.lookupDescriptor());
        switch (body.kind()) {
            case STATIC, INTERFACE_STATIC -> code.invokestatic(body.owner(), body.methodName(), type, body.isOwnerInterface());
            case CONSTRUCTOR -> code.invokespecial(body.owner(), INIT_NAME, type);
            case INTERFACE_VIRTUAL, INTERFACE_SPECIAL -> code.invokeinterface(body.owner(), body.methodName(), type);
            case VIRTUAL, SPECIAL -> code.invokevirtual(body.owner(), body.methodName(), type);
            default -> throw new IllegalStateException("no lambda's body: " + body);
        }
    }
}
