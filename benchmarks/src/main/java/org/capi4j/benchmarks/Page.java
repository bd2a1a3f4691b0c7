package org.capi4j.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One page that needs nothing else: what was measured where, and for each table its numbers, each row with its place on a log scale. */
final class Page {
    private Page() {}

    static String of(Machine machine, List<Table> tables) throws IOException {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>capi4j beside CPython 3.11</title>\n<style>\n");
        page.append(style()).append("</style>\n</head>\n<body>\n<main>\n<h1>capi4j beside CPython 3.11</h1>\n");
        facts(page, machine);
        contents(page, tables);
        page.append("<p class=\"legend\">").append(Plot.legend()).append("</p>\n");
        tables.forEach(table -> table(page, table));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String style() throws IOException {
        try (InputStream content = Page.class.getResourceAsStream("page.css")) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void facts(StringBuilder page, Machine machine) {
        page.append("<dl class=\"facts\">\n");
        for (String line : machine.lines()) {
            String[] fact = line.split(": ", 2);
            page.append("<dt>").append(escaped(fact[0])).append("</dt><dd>").append(escaped(fact[1])).append("</dd>\n");
        }
        page.append("</dl>\n<p>Both sides were measured in one run, sample by sample in turn. Numbers are medians; a ratio below 1 means that capi4j is faster.</p>\n");
    }

    private static void contents(StringBuilder page, List<Table> tables) {
        page.append("<nav aria-label=\"Tables\"><table class=\"summary\">\n<thead><tr><th scope=\"col\">Part</th><th scope=\"col\">Rows</th>"
                + "<th scope=\"col\">Geometric mean</th><th scope=\"col\">Worst row</th></tr></thead>\n<tbody>\n");
        for (Table table : tables) {
            Table.Row worst = table.worst();
            page.append("<tr><th scope=\"row\"><a href=\"#").append(table.name()).append("\">").append(escaped(table.title())).append("</a></th><td>");
            if (table.failure() != null) {
                page.append("<span class=\"above\">failed</span></td><td></td><td></td></tr>\n");
                continue;
            }
            page.append(table.compared().size()).append("</td><td>");
            page.append(worst == null ? "" : Table.number(table.geometricMean(), 2)).append("</td><td>");
            page.append(worst == null ? "" : Table.ratio(worst) + " <span class=\"name\">" + breakable(worst.name()) + "</span>").append("</td></tr>\n");
        }
        page.append("</tbody>\n</table></nav>\n");
    }

    private static void table(StringBuilder page, Table table) {
        if (table.failure() != null) {
            page.append("<section id=\"").append(table.name()).append("\">\n<h2>").append(escaped(table.title()));
            page.append("</h2>\n<p class=\"above\">").append(escaped(table.summary())).append("</p>\n</section>\n");
            return;
        }
        Plot plot = Plot.of(table);
        page.append("<section id=\"").append(table.name()).append("\">\n<h2>").append(escaped(table.title())).append("</h2>\n<p>");
        page.append(escaped(table.about())).append(". ").append(escaped(table.summary())).append(".</p>\n<table class=\"rows\">\n<thead><tr>");
        page.append("<th scope=\"col\">").append("Name</th><th scope=\"col\" class=\"plot\"><span class=\"hidden\">Log scale</span>").append(plot.axis()).append("</th>");
        for (String side : List.of("capi4j", "CPython")) page.append("<th scope=\"col\" class=\"number\">").append(side).append(", ").append(table.unit().replace("us", "\u00b5s")).append("</th>");
        page.append("<th scope=\"col\" class=\"number\">Ratio</th></tr></thead>\n<tbody>\n");
        for (Table.Row row : table.rows()) row(page, table, plot, row);
        page.append("</tbody>\n</table>\n</section>\n");
    }

    private static void row(StringBuilder page, Table table, Plot plot, Table.Row row) {
        boolean isAbove = row.isCompared() && row.ratio() > table.target();
        page.append("<tr><th scope=\"row\">").append(breakable(row.name()));
        if (!row.what().isEmpty()) page.append("<small>").append(escaped(row.what())).append("</small>");
        if (!row.note().isEmpty()) page.append("<small>").append(escaped(row.note())).append("</small>");
        page.append("</th><td class=\"plot\">").append(plot.row(row)).append("</td><td class=\"number\" data-side=\"capi4j\">");
        page.append(Table.number(row.ours())).append("</td><td class=\"number\" data-side=\"CPython\">").append(Table.number(row.cpython()));
        page.append("</td><td class=\"number ratio").append(isAbove ? " above" : "").append("\" data-side=\"ratio\">").append(Table.ratio(row));
        page.append(isAbove ? "<span class=\"hidden\"> (above the target)</span>" : "").append("</td></tr>\n");
    }

    /** A name of many words, which may end a line after each. */
    private static String breakable(String name) {
        return escaped(name).replace("_", "_<wbr>").replace(".", ".<wbr>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
