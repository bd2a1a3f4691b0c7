package org.capi4j.benchmarks;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The log scale of a table, as inline SVG: one small picture per row, two marks on it, and the axis above. Positions are percentages, so that
 * a picture is as wide as its column and text is never scaled.
 *
 * @param low the decade that the scale begins with, {@code high} the one that it ends with
 */
record Plot(int low, int high, String unit) {
    private static final int HEIGHT = 18;
    private static final double MARGIN = 3;

    static Plot of(Table table) {
        double[] values = table.rows().stream()
                .flatMapToDouble(row -> DoubleStream.of(row.ours(), row.cpython()))
                .filter(value -> value > 0 && Double.isFinite(value))
                .toArray();
        double least = DoubleStream.of(values).min().orElse(1), most = DoubleStream.of(values).max().orElse(10);
        int low = (int) Math.floor(Math.log10(least));
        return new Plot(low, Math.max(low + 1, (int) Math.ceil(Math.log10(most))), table.unit());
    }

    private String place(double value) {
        return percent(MARGIN + (100 - 2 * MARGIN) * (Math.log10(value) - low) / (high - low));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }

    private StringBuilder open(int height, String label) {
        return new StringBuilder("<svg width=\"100%\" height=\"" + height + "\" ")
                .append(label.isEmpty() ? "aria-hidden=\"true\"" : "role=\"img\" aria-label=\"" + Page.escaped(label) + "\"")
                .append('>');
    }

    private void grid(StringBuilder svg, int height) {
        for (int decade = low; decade <= high; decade++) {
            String x = place(Math.pow(10, decade));
            svg.append("<line class=\"grid\" x1=\"").append(x).append("\" x2=\"").append(x).append("\" y1=\"0\" y2=\"").append(height).append("\"/>");
        }
    }

    /** The decades, named. */
    String axis() {
        StringBuilder svg = open(HEIGHT, "");
        for (int decade = low; decade <= high; decade++) {
            String anchor = decade == low ? "start" : decade == high ? "end" : "middle";
            svg.append((decade - low) % 2 == 0 ? "<text x=\"" : "<text class=\"between\" x=\"").append(decade == low ? "0%" : decade == high ? "100%" : place(Math.pow(10, decade)));
            svg.append("\" y=\"13\" text-anchor=\"").append(anchor).append("\">").append(name(decade)).append("</text>");
        }
        return svg.append("</svg>").toString();
    }

    /** A power of ten of the unit in the unit that reads best. */
    private String name(int decade) {
        String[] units = {"ns", "us", "ms", "s"};
        int at = unit.equals("us") ? 1 : unit.equals("ms") ? 2 : 0, power = decade;
        if (unit.equals("MB")) return number(decade) + " MB";
        for (; power >= 3 && at < units.length - 1; power -= 3) at++;
        for (; power < 0 && at > 0; power += 3) at--;
        return number(power) + " " + units[at].replace("us", "\u00b5s");
    }

    private static String number(int power) {
        return power >= 0 ? String.format(Locale.ROOT, "%,d", (long) Math.pow(10, power)) : String.format(Locale.ROOT, "%." + -power + "f", Math.pow(10, power));
    }

    /** Both marks of a row and the way from CPython's to ours. */
    String row(Table.Row row) {
        boolean hasOurs = row.ours() > 0, hasTheirs = row.cpython() > 0;
        if (!hasOurs && !hasTheirs) return "";
        String label = (hasOurs ? "capi4j " + Table.number(row.ours()) + " " + unit : "") + (hasOurs && hasTheirs ? ", " : "")
                + (hasTheirs ? "CPython " + Table.number(row.cpython()) + " " + unit : "");
        StringBuilder svg = open(HEIGHT, label);
        grid(svg, HEIGHT);
        if (hasOurs && hasTheirs) {
            svg.append("<line class=\"").append(row.ratio() > 1 ? "slower" : "faster").append("\" x1=\"").append(place(row.cpython()));
            svg.append("\" x2=\"").append(place(row.ours())).append("\" y1=\"9\" y2=\"9\"/>");
        }
        if (hasTheirs) svg.append("<circle class=\"cpython\" cx=\"").append(place(row.cpython())).append("\" cy=\"9\" r=\"4\"/>");
        if (hasOurs) svg.append(square(place(row.ours())));
        return svg.append("</svg>").toString();
    }

    /** Ours differs from CPython's by shape too, not only by colour. */
    private static String square(String x) {
        return "<svg x=\"" + x + "\" y=\"9\" overflow=\"visible\" width=\"1\" height=\"1\"><rect class=\"ours\" x=\"-4\" y=\"-4\" width=\"8\" height=\"8\"/></svg>";
    }

    static String legend() {
        return "<svg width=\"16\" height=\"18\" aria-hidden=\"true\">" + square("8") + "</svg> capi4j "
                + "<svg width=\"16\" height=\"18\" aria-hidden=\"true\"><circle class=\"cpython\" cx=\"8\" cy=\"9\" r=\"4\"/></svg> CPython; "
                + "each row on the log scale of its table";
    }
}
