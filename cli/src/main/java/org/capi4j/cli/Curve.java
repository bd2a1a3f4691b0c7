package org.capi4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A measured quantity over time: as CSV, as a picture, and whether it stays flat. */
final class Curve {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 300;
    private static final int MARGIN = 60;

    private final String title;
    private final List<double[]> points = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();

    Curve(String title) {
        this.title = title;
    }

    void add(double seconds, double megabytes, long units) {
        points.add(new double[] {seconds, megabytes});
        done.add(units);
    }

    /** The mean of what was measured between two moments. */
    double mean(double from, double to) {
        return points.stream().filter(point -> point[0] >= from && point[0] <= to).mapToDouble(point -> point[1]).average().orElse(Double.NaN);
    }

    double end() {
        return points.getLast()[0];
    }

    String csv() {
        StringBuilder text = new StringBuilder("seconds,megabytes,units\n");
        for (int i = 0; i < points.size(); i++) {
            text.append(String.format(Locale.ROOT, "%.1f,%.2f,%d%n", points.get(i)[0], points.get(i)[1], done.get(i)));
        }
        return text.toString();
    }

    String svg() {
        double most = points.stream().mapToDouble(point -> point[1]).max().orElse(1) * 1.1;
        StringBuilder line = new StringBuilder();
        for (double[] point : points) line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point[0]), y(point[1], most)));
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n", WIDTH, HEIGHT));
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"20\">%s</text>%n", MARGIN, title));
        for (int i = 0; i <= 4; i++) {
            double value = most * i / 4;
            svg.append(String.format(Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n", MARGIN, y(value, most), WIDTH - 20));
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f MB</text>%n", MARGIN - 5, y(value, most) + 4, value));
            double seconds = end() * i / 4;
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f s</text>%n", x(seconds), HEIGHT - 20, seconds));
        }
        svg.append(String.format(Locale.ROOT, "<polyline fill=\"none\" stroke=\"#06c\" stroke-width=\"1.5\" points=\"%s\"/>%n</svg>%n", line.toString().strip()));
        return svg.toString();
    }

    private double x(double seconds) {
        return MARGIN + (WIDTH - MARGIN - 20) * seconds / Math.max(end(), 1);
    }

    private static double y(double value, double most) {
        return HEIGHT - 40 - (HEIGHT - 80) * value / most;
    }
}
