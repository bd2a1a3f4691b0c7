package org.capi4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Our lines against CPython's: prints the steps whose lines differ, and a count. */
final class ReplayComparison {
    private final ObjectMapper mapper;
    private final List<String> expected;
    private final PrintWriter out;
    private int steps;
    private int differences;

    ReplayComparison(ObjectMapper mapper, List<String> expected, PrintWriter out) {
        this.mapper = mapper;
        this.expected = expected;
        this.out = out;
    }

    void compare(JsonNode step, Map<String, Object> line) throws JsonProcessingException {
        JsonNode ours = mapper.valueToTree(line);
        JsonNode theirs = steps < expected.size() ? mapper.readTree(expected.get(steps)) : mapper.nullNode();
        steps++;
        if (ours.equals(theirs)) return;
        differences++;
        out.println("step     " + step);
        out.println("CPython  " + theirs);
        out.println("capi4j   " + ours);
    }

    /** Whether all lines were equal. */
    boolean conclude() {
        boolean complete = steps == expected.size();
        if (!complete) out.println("CPython has " + expected.size() + " lines");
        out.println(differences == 0 ? steps + " steps, all equal" : steps + " steps, " + differences + " differ");
        return differences == 0 && complete;
    }
}
