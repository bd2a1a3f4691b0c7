package org.capi4j.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A table of facts: tab-separated cells, the first line names the columns. */
public record Table(List<Row> rows) {

    /** Reads a table from a file. */
    public static Table read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> columns = List.of(lines.getFirst().split("\t", -1));
            return new Table(lines.stream()
                    .skip(1)
                    .map(line -> new Row(columns, line.split("\t", -1)))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line of the table. */
    public record Row(List<String> columns, String[] cells) {

        /** The cell of a column. */
        public String get(String column) {
            return cells[columns.indexOf(column)];
        }

        /** The cell of a column with a decimal number. */
        public long number(String column) {
            return Long.parseLong(get(column));
        }
    }
}
