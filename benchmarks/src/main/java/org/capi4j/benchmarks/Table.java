package org.capi4j.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * One question, its answers for both sides, and what is aimed at.
 *
 * @param name one word, {@code title} a line, {@code about} what is measured and how
 * @param unit of all numbers: {@code ns}, {@code us}, {@code ms} or {@code MB}
 * @param target the ratio that every row should stay below
 * @param failure why there are no rows; null: nothing went wrong
 */
record Table(String name, String title, String about, String unit, double target, List<Row> rows, String failure) {
    Table(String name, String title, String about, String unit, double target, List<Row> rows) {
        this(name, title, about, unit, target, rows, null);
    }

    /** The table of a part that came to nothing. */
    static Table failed(String name, Exception failure) {
        String message = failure.getMessage(), type = failure.getClass().getSimpleName();
        return new Table(name, name, "", "", Double.NaN, List.of(), message == null ? type : type + ": " + message);
    }

    /**
     * One thing measured on both sides.
     *
     * @param ours {@code NaN} where our side has no number; {@code note} says why
     * @param cpython {@code NaN} where CPython's has none
     */
    record Row(String name, String what, double ours, double cpython, String note) {
        double ratio() {
            return ours / cpython;
        }

        boolean isCompared() {
            return !Double.isNaN(ratio());
        }

        Row scaled(DoubleUnaryOperator scale) {
            return new Row(name, what, scale.applyAsDouble(ours), scale.applyAsDouble(cpython), note);
        }

        String line() {
            return String.format("%-38s %12s %12s %8s  %s", name, number(ours), number(cpython), Table.ratio(this), note).stripTrailing();
        }

        static Row missing(String name, String what, String why) {
            return new Row(name, what, Double.NaN, Double.NaN, why);
        }
    }

    List<Row> compared() {
        return rows.stream().filter(Row::isCompared).toList();
    }

    /** Of the ratios; {@code NaN} when nothing was compared. */
    double geometricMean() {
        List<Row> compared = compared();
        return Math.exp(compared.stream().mapToDouble(row -> Math.log(row.ratio())).sum() / compared.size());
    }

    /** The row with the largest ratio, or null. */
    Row worst() {
        return compared().stream().reduce((first, second) -> first.ratio() >= second.ratio() ? first : second).orElse(null);
    }

    /** The line under a table: geometric mean, worst row, rows above the target. */
    String summary() {
        if (failure != null) return "failed: " + failure;
        List<Row> compared = compared();
        if (compared.isEmpty()) return "nothing was compared";
        long above = compared.stream().filter(row -> row.ratio() > target).count();
        return String.format(
                Locale.ROOT,
                "%d rows; geometric mean of the ratios %.2f; worst row %s, %.2f; rows above the target of %.1f: %d",
                compared.size(),
                geometricMean(),
                worst().name(),
                worst().ratio(),
                target,
                above);
    }

    static String number(double value) {
        if (Double.isNaN(value)) return "";
        return number(value, value < 10 ? 2 : value < 100 ? 1 : 0);
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    static String ratio(Row row) {
        return row.isCompared() ? number(row.ratio(), 2) : "";
    }

    /** The table as lines of plain text. */
    String text() {
        if (failure != null) return String.format("%n%s%n%n%s%n", title, summary());
        StringBuilder text = new StringBuilder(String.format("%n%s%n%n%-38s %12s %12s %8s%n", title, "", "ours, " + unit, "CPython, " + unit, "ratio"));
        rows.forEach(row -> text.append(row.line()).append(System.lineSeparator()));
        return text.append(System.lineSeparator()).append(summary()).append(System.lineSeparator()).toString();
    }
}
