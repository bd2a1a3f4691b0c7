package org.capi4j.type;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a {@code def} statement.
 *
 * @param names        as {@code co_varnames} has them: those that may be positional, those by keyword only, then those of {@code *args} and {@code **kwargs}
 * @param positional   how many may be given by position, of which the first {@code positionalOnly} must
 * @param keywordOnly  how many must be given by keyword
 * @param defaults     beside the names: the text of a literal, or null
 */
public record Signature(
        List<String> names, int positionalOnly, int positional, int keywordOnly, boolean varArguments, boolean varKeywords, List<String> defaults) {

    /** Parameters as source has them, such as {@code "self, value, /, *, start=0, **kwargs"}; defaults are literals without commas. */
    public static Signature parse(String text) {
        List<String> names = new ArrayList<>();
        List<String> defaults = new ArrayList<>();
        String rest = null;
        String keywords = null;
        int positionalOnly = 0;
        int positional = -1;
        for (String part : text.isBlank() ? new String[0] : text.split(",")) {
            String parameter = part.strip();
            if (parameter.equals("/")) {
                positionalOnly = names.size();
            } else if (parameter.startsWith("**")) {
                keywords = parameter.substring(2);
            } else if (parameter.startsWith("*")) {
                positional = names.size();
                rest = parameter.length() > 1 ? parameter.substring(1) : null;
            } else {
                int equals = parameter.indexOf('=');
                names.add(equals < 0 ? parameter : parameter.substring(0, equals));
                defaults.add(equals < 0 ? null : parameter.substring(equals + 1));
            }
        }
        int named = names.size();
        if (positional < 0) positional = named;
        if (rest != null) names.add(rest);
        if (keywords != null) names.add(keywords);
        return new Signature(names, positionalOnly, positional, named - positional, rest != null, keywords != null, defaults);
    }
}
