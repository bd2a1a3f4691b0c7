package org.capi4j.generator;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.capi4j.generator.StructLayout.Field;

/**
 * jextract's output, read by reflection. Each struct or union is a class with a static {@code layout()}; a typedef of a struct
 * is a subclass of the struct's class; a constant is a static method without parameters of the header class.
 */
final class Bindings {

    private static final String PACKAGE = "org.capi4j.bindings";
    private static final String HEADER_CLASS = "Python_h";

    private final Path folder;

    /** @param module the folder of jextract-bindings; the classes compiled from it must be on the class path */
    Bindings(Path module) {
        this.folder = folder(module);
    }

    static Path folder(Path module) {
        return module.resolve("src/main/java").resolve(PACKAGE.replace('.', '/'));
    }

    /** All structs by name, under their typedefs' names and under their tags. */
    Map<String, StructLayout> structs() {
        Map<String, StructLayout> structs = new TreeMap<>();
        for (Class<?> type : classes()) {
            layout(type).ifPresent(layout -> structs.put(type.getSimpleName(), struct(type.getSimpleName(), layout)));
        }
        return structs;
    }

    private static StructLayout struct(String name, GroupLayout layout) {
        return new StructLayout(name, layout.byteSize(), fields(layout), "capi-headers through jextract");
    }

    /** The names of structs that have another name, too: {@code _object}, which is PyObject. */
    Set<String> aliased() {
        return classes().stream()
                .map(type ->
                        type.getSuperclass() == null ? "" : type.getSuperclass().getSimpleName())
                .collect(toSet());
    }

    private static Optional<GroupLayout> layout(Class<?> type) {
        try {
            Method layout = type.getMethod("layout");
            return layout.getReturnType() == GroupLayout.class
                    ? Optional.of((GroupLayout) layout.invoke(null))
                    : Optional.empty();
        } catch (NoSuchMethodException noStruct) {
            return Optional.empty();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private static List<Field> fields(GroupLayout struct) {
        List<Field> fields = new ArrayList<>();
        for (MemoryLayout member : struct.memberLayouts()) {
            member.name()
                    .ifPresent(
                            name -> { // padding has none
                                long offset = struct.byteOffset(PathElement.groupElement(name));
                                Field field = new Field(name, offset, member.byteSize(), "", Optional.empty());
                                fields.add(field);
                                if (member instanceof GroupLayout inner) {
                                    fields(inner).forEach(each -> fields.add(each.inside(field)));
                                }
                            });
        }
        return fields;
    }

    /** The values of all constants by name: Integer, Long, Double or String. */
    Map<String, Object> constants() {
        Map<String, Object> constants = new TreeMap<>();
        for (Method method : headerClass().getMethods()) {
            boolean isConstant = Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0;
            if (isConstant) {
                value(method).ifPresent(value -> constants.put(method.getName(), value));
            }
        }
        return constants;
    }

    /** A string is a segment with a size, unlike a pointer such as a macro for {@code (PyObject *) 0}, which is left out. */
    private static Optional<Object> value(Method constant) {
        try {
            return switch (constant.invoke(null)) {
                case MemorySegment text
                when text.byteSize() > 0 -> Optional.of(text.getString(0, StandardCharsets.UTF_8));
                case MemorySegment _ -> Optional.empty();
                case Object number -> Optional.of(number);
            };
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(constant.getName(), e);
        }
    }

    private static Class<?> headerClass() {
        return load(HEADER_CLASS);
    }

    private List<Class<?>> classes() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.contains("-"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .<Class<?>>map(Bindings::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(PACKAGE + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "compile jextract-bindings first, and put its classes on the class path: no " + e.getMessage(), e);
        }
    }
}
