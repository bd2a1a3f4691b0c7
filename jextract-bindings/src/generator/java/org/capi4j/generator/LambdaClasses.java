package org.capi4j.generator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives the lambdas of compiled classes classes of their own, as the compiler did before there was {@code invokedynamic}. A lambda that is met for the
 * first time makes a class at run time, and often another for its handle's shape: half a millisecond to three, where a class that is there already takes a
 * tenth. A quarter of what a process spent on its first interpreter went there.
 *
 * <p>{@code LambdaClasses FOLDER}: changes the class files below it. A second time there is nothing to do.
 */
public final class LambdaClasses {
    private final Map<ClassDesc, Path> files = new LinkedHashMap<>();
    private final Map<ClassDesc, Set<ClassDesc>> newMembers = new LinkedHashMap<>();
    private final ClassFile classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(this::content).orElse(ClassHierarchyResolver.defaultResolver())));

    private LambdaClasses(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> file.toString().endsWith(".class") && !file.endsWith("module-info.class") && !file.endsWith("package-info.class"))
                    .sorted()
                    .forEach(file -> files.put(described(folder.relativize(file).toString()), file));
        }
    }

    public static void main(String[] arguments) throws IOException {
        LambdaClasses classes = new LambdaClasses(Path.of(arguments[0]));
        for (Path file : List.copyOf(classes.files.values())) classes.replaceIn(file);
        for (ClassDesc host : classes.newMembers.keySet()) classes.enterMembers(host);
    }

    private static ClassDesc described(String file) {
        return ClassDesc.ofInternalName(file.substring(0, file.length() - ".class".length()));
    }

    private InputStream content(ClassDesc name) {
        Path file = files.get(name);
        try {
            return file == null ? null : new ByteArrayInputStream(Files.readAllBytes(file));
        } catch (IOException gone) {
            return null;
        }
    }

    private void replaceIn(Path file) throws IOException {
        ClassModel model = classFile.parse(file);
        if (model.methods().stream().noneMatch(LambdaClasses::hasLambda)) return;
        ClassDesc outer = model.thisClass().asSymbol();
        ClassDesc host = model.findAttribute(java.lang.classfile.Attributes.nestHost()).map(found -> found.nestHost().asSymbol()).orElse(outer);
        List<LambdaClass> made = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        byte[] changed = classFile.transformClass(model, (type, member) -> {
            if (!(member instanceof MethodModel method) || !hasLambda(method)) {
                type.with(member);
                return;
            }
            String place = place(method.methodName().stringValue());
            type.transformMethod(method, MethodTransform.transformingCode((code, element) -> {
                int number = counts.getOrDefault(place, 0) + 1;
                LambdaClass lambda = lambda(element, outer, number == 1 ? place : place + "$" + number);
                if (lambda == null) {
                    code.with(element);
                    return;
                }
                counts.put(place, number);
                made.add(lambda);
                lambda.use(code);
            }));
        });
        for (LambdaClass each : made) {
            Path beside = file.resolveSibling(each.simpleName() + ".class");
            files.put(each.name(), beside);
            Files.write(beside, each.bytes(classFile, NestHostAttribute.of(host)));
            newMembers.computeIfAbsent(host, key -> new LinkedHashSet<>()).add(each.name());
        }
        Files.write(file, changed);
    }

    /** The method of the source that a lambda stands in: its class is named after that, so that lambdas elsewhere don't change the name. */
    private static String place(String method) {
        return switch (method) {
            case ConstantDescs.INIT_NAME -> "new";
            case ConstantDescs.CLASS_INIT_NAME -> "static";
            default -> method.startsWith("lambda$") ? method.substring("lambda$".length(), method.lastIndexOf('$')) : method;
        };
    }

    private static boolean hasLambda(MethodModel method) {
        return method.code().stream().flatMap(CodeModel::elementStream).anyMatch(element -> lambda(element, ConstantDescs.CD_Object, "") != null);
    }

    /** What a lambda's instruction becomes; null: it is none, or one that converts values, and stays. */
    private static LambdaClass lambda(CodeElement element, ClassDesc outer, String suffix) {
        if (!(element instanceof InvokeDynamicInstruction call)) return null;
        DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
        if (!bootstrap.owner().displayName().equals("LambdaMetafactory") || !bootstrap.methodName().equals("metafactory")) return null;
        LambdaClass lambda = LambdaClass.of(call, outer, suffix);
        return lambda.isSimple() ? lambda : null;
    }

    /** Classes of a nest may use each other's private members; its host lists them. */
    private void enterMembers(ClassDesc host) throws IOException {
        Path file = files.get(host);
        ClassModel model = classFile.parse(file);
        Set<ClassDesc> members = new LinkedHashSet<>();
        model.findAttribute(java.lang.classfile.Attributes.nestMembers())
                .ifPresent(found -> found.nestMembers().forEach(member -> members.add(member.asSymbol())));
        members.addAll(newMembers.get(host));
        ClassTransform without = ClassTransform.dropping(element -> element instanceof NestMembersAttribute);
        ClassTransform with = ClassTransform.endHandler(builder -> builder.with(NestMembersAttribute.ofSymbols(List.copyOf(members))));
        Files.write(file, classFile.transformClass(model, without.andThen(with)));
    }
}
