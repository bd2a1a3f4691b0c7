package org.capi4j.generator.shim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic.Kind;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.BuiltinTypeList;
import org.capi4j.export.CApi;
import org.capi4j.export.Function;

/**
 * Runs in the runtime's compilation: checks the annotated classes against the headers and the facts, and writes the guards (as
 * Java sources of that compilation) and the shim's generated sources.
 *
 * <p>Options, all folders: {@code -Acapi4j.headers=} the public headers, {@code -Acapi4j.src=} the shim's sources, {@code
 * -Acapi4j.facts=} the facts tables, {@code -Acapi4j.out=} where the shim's sources go.
 */
// the second only because javac warns of annotations that no processor claims
@SupportedAnnotationTypes({"org.capi4j.export.*", "jdk.jfr/jdk.jfr.*"})
@SupportedOptions({ExportProcessor.HEADERS, ExportProcessor.SOURCES, ExportProcessor.FACTS, ExportProcessor.OUT})
public final class ExportProcessor extends AbstractProcessor {

    static final String HEADERS = "capi4j.headers";
    static final String SOURCES = "capi4j.src";
    static final String FACTS = "capi4j.facts";
    static final String OUT = "capi4j.out";

    private ExportCollector collector;
    private boolean isDone;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        try {
            if (!isDone && !annotations.isEmpty()) {
                isDone = true;
                collect(round);
                writeGuards();
                ShimSources.write(collector, folder(OUT));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException wrong) {
            processingEnv.getMessager().printMessage(Kind.ERROR, wrong.getMessage());
        }
        return true;
    }

    private void collect(RoundEnvironment round) throws IOException {
        collector = new ExportCollector(
                Headers.read(folder(HEADERS), folder(SOURCES)), folder(FACTS), processingEnv.getMessager());
        classes(round, CApi.class).forEach(collector::addFunctions);
        List<TypeElement> types = classes(round, Set.of(BuiltinType.class, BuiltinTypeList.class));
        addTypes(types, false);
        addTypes(types, true);
        classes(round, BuiltinModule.class).forEach(collector::addModule);
        ElementFilter.methodsIn(round.getElementsAnnotatedWith(Function.class)).forEach(collector::addCallback);
    }

    private void addTypes(List<TypeElement> classes, boolean parts) {
        for (TypeElement type : classes) {
            for (BuiltinType annotation : type.getAnnotationsByType(BuiltinType.class)) {
                if (annotation.part() == parts) {
                    collector.addType(type, annotation);
                }
            }
        }
    }

    private static List<TypeElement> classes(RoundEnvironment round, Class<? extends Annotation> annotation) {
        return classes(round, Set.of(annotation));
    }

    /** The classes that have one of the annotations. */
    private static List<TypeElement> classes(RoundEnvironment round, Set<Class<? extends Annotation>> annotations) {
        return ElementFilter.typesIn(round.getElementsAnnotatedWithAny(annotations)).stream()
                .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
                .toList();
    }

    private void writeGuards() throws IOException {
        for (Map.Entry<String, List<Export>> guard : collector.guards().entrySet()) {
            TypeElement holder = processingEnv.getElementUtils().getTypeElement(guard.getKey());
            try (Writer source = processingEnv
                    .getFiler()
                    .createSourceFile(guard.getKey() + GuardSource.SUFFIX, holder)
                    .openWriter()) {
                source.write(GuardSource.of(guard.getKey(), guard.getValue()));
            }
        }
    }

    private Path folder(String option) {
        String folder = processingEnv.getOptions().get(option);
        if (folder == null) {
            throw new IllegalArgumentException("the option -A" + option + "=FOLDER is missing");
        }
        return Path.of(folder);
    }
}
