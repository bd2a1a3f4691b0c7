package org.capi4j.generator.shim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capi4j.generator.shim.CFunction.Parameter;

/** Reads a C function declaration that stands on one line. */
final class Declaration {

    private static final Pattern FUNCTION = Pattern.compile("PyAPI_FUNC\\((.+?)\\)\\s*(\\w+)\\((.*)");
    private static final Pattern FUNCTION_TYPE = Pattern.compile("typedef\\s+(.+?)\\s*\\(\\*(\\w+)\\)\\((.*)");
    private static final Pattern OBJECT =
            Pattern.compile("(const )?(struct )?(_?Py\\w*Object|struct _typeobject) ?\\*");
    private static final Pattern ERROR = Pattern.compile("C4J_ERROR\\((-?\\d+)\\)");

    private final Set<String> functionTypes;

    Declaration(Set<String> functionTypes) {
        this.functionTypes = functionTypes;
    }

    static boolean isFunction(String line) {
        return FUNCTION.matcher(line).lookingAt();
    }

    static boolean isFunctionType(String line) {
        return FUNCTION_TYPE.matcher(line).lookingAt();
    }

    /** The name that a typedef of a function pointer defines. */
    static String functionTypeName(String line) {
        return matched(FUNCTION_TYPE, line).group(2);
    }

    /** Reads {@code PyAPI_FUNC(type) name(parameters) markers;}. */
    CFunction function(String line) {
        return read(matched(FUNCTION, line), line);
    }

    /** Reads {@code typedef type (*name)(parameters);}. */
    CFunction functionType(String line) {
        return read(matched(FUNCTION_TYPE, line), line);
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException("not a declaration: " + line);
        }
        return matcher;
    }

    private CFunction read(Matcher matcher, String line) {
        CType result = type(matcher.group(1).strip(), line);
        String rest = matcher.group(3);
        int end = closing(rest);
        List<String> spelled = split(rest.substring(0, end));
        boolean variadic = spelled.remove("...");
        List<Parameter> parameters = new ArrayList<>();
        for (String parameter : spelled) {
            parameters.add(parameter(parameter, line));
        }
        String markers = rest.substring(end + 1);
        Matcher error = ERROR.matcher(markers);
        return new CFunction(
                matcher.group(2),
                result,
                List.copyOf(parameters),
                variadic,
                error.find() ? error.group(1) : result.errorValue(),
                OBJECT.matcher(matcher.group(1).strip()).matches() && !markers.contains("C4J_BORROWED"),
                !markers.contains("C4J_NOFAIL"),
                line.replaceAll(" C4J_\\w+(\\([^)]*\\))?", ""));
    }

    private static int closing(String text) {
        int depth = 1;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a declaration must stand on one line: " + text);
    }

    private static List<String> split(String parameters) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < parameters.length(); i++) {
            char c = parameters.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(parameters.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(parameters.substring(start).strip());
        parts.removeIf(part -> part.equals("void") || part.isEmpty());
        return parts;
    }

    private Parameter parameter(String spelled, String line) {
        if (spelled.contains("*") || spelled.contains("[")) {
            String type = spelled.replaceFirst("\\b\\w+$", "").strip();
            boolean isObject =
                    OBJECT.matcher(spelled).matches() || OBJECT.matcher(type).matches();
            return new Parameter(CType.POINTER, isObject);
        }
        CType type = CType.of(spelled, functionTypes);
        return new Parameter(type != null ? type : type(spelled.replaceFirst("\\s*\\w+$", ""), line), false);
    }

    private CType type(String spelled, String line) {
        CType type = CType.of(spelled, functionTypes);
        if (type == null) {
            throw new IllegalArgumentException("unknown C type '" + spelled + "' in: " + line);
        }
        return type;
    }
}
