package org.capi4j.tests;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A case in the short form of {@code replay/compact.py}, and the full one that the worker and comparisons take. */
final class CompactCase {
    /** Half a surrogate pair, which is a str's right, is no UTF-8. */
    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private CompactCase() {}

    /** The same case in full, its files written into {@code folder}, a step a line as in the short form. */
    static ReplayCase expand(ReplayCase compact, Path folder) throws IOException {
        Path calls = Files.createDirectories(folder).resolve(compact.calls().getFileName());
        ObjectNode head = (ObjectNode) MAPPER.readTree(Files.readString(compact.calls()));
        List<String> steps = new ArrayList<>();
        for (JsonNode step : head.remove("steps")) steps.add(MAPPER.writeValueAsString(step(step)));
        String text = MAPPER.writeValueAsString(head);
        Files.writeString(calls, text.substring(0, text.length() - 1) + ", \"steps\": [\n" + String.join(",\n", steps) + "\n]}\n");
        Path expected = folder.resolve(compact.expected().getFileName());
        Files.write(expected, lines(Files.readAllLines(compact.expected())));
        return new ReplayCase(compact.name(), calls, expected);
    }

    private static JsonNode step(JsonNode step) {
        if (step.isObject()) return step;
        ObjectNode full = MAPPER.createObjectNode();
        JsonNode first = step.get(0);
        if (first.isNull()) return full.set("value", step.get(1));
        boolean call = first.isTextual() && !first.textValue().isEmpty() && "0123456789.".indexOf(first.textValue().charAt(0)) < 0;
        if (call) {
            full.set("call", first);
        } else {
            String name = step.get(1).textValue();
            String kind = name.startsWith(".") ? "method" : name.startsWith("?") ? "get" : "op";
            full.put("on", "$" + first.asText()).put(kind, kind.equals("op") ? name : name.substring(1));
        }
        ArrayNode args = MAPPER.createArrayNode();
        for (int i = call ? 1 : 2; i < step.size(); i++) args.add(step.get(i));
        if (!args.isEmpty()) full.set("args", args);
        return full;
    }

    private static List<String> lines(List<String> compact) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String text : compact) {
            JsonNode node = MAPPER.readTree(text);
            answers.add(node.isInt() ? answers.get(node.intValue() - 1) : node);
            lines.add(MAPPER.writeValueAsString(line(answers.getLast(), answers.size())));
        }
        return lines;
    }

    private static ObjectNode line(JsonNode answer, int number) {
        ObjectNode line = MAPPER.createObjectNode().put("i", number);
        if (answer.isObject()) return line.setAll((ObjectNode) answer);
        JsonNode first = answer.get(0);
        if (first.isInt()) return line.put("skip", "$" + first.intValue());
        line.put("ok", first.isTextual());
        line.set(first.isTextual() ? "type" : "exc", first.isTextual() ? first : answer.get(1));
        if (first.isBoolean()) line.set("msg", answer.get(2));
        else if (answer.size() > 1) line.set("repr", answer.get(1));
        return line;
    }
}
