package io.tidemark.template.table;

import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.PythonText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A column of numbers as bars beside their labels. */
final class BarChart {

  private static final MathContext CONTEXT = new MathContext(28, RoundingMode.HALF_EVEN);
  private static final int WIDEST = 10_000;

  private final BigDecimal low;
  private final BigDecimal high;
  private final int wide;
  private final int negative;
  private final int positive;

  private BarChart(BigDecimal low, BigDecimal high, int wide) {
    this.wide = wide;
    if (low.signum() >= 0) {
      this.low = BigDecimal.ZERO;
      this.high = high;
      negative = 0;
      positive = wide - 1;
    } else if (high.signum() <= 0) {
      this.low = low;
      this.high = BigDecimal.ZERO;
      negative = wide - 1;
      positive = 0;
    } else {
      this.low = low;
      this.high = high;
      BigDecimal share = low.abs().divide(high.subtract(low), CONTEXT);
      negative = nearest(BigDecimal.valueOf(wide - 1).multiply(share, CONTEXT));
      positive = wide - (negative + 1);
    }
  }

  private static int nearest(BigDecimal number) {
    return number.setScale(0, RoundingMode.HALF_EVEN).intValue();
  }

  /** The chart of a call of {@code print_bars}. */
  static String of(TableCall call) {
    TableColumn labels = call.column(call.table(), call.text(0, "group"));
    TableColumn values = call.column(call.table(), call.text(1, "Count"));
    List<BigDecimal> limits = NumberBins.limits(call, values);
    if (call.get(2) != null) {
      List<@Nullable Object> domain = Iteration.list(call.get(2));
      BigDecimal least = new BigDecimal(PythonText.str(domain.get(0)));
      BigDecimal most = new BigDecimal(PythonText.str(domain.get(1)));
      if (NumberBins.numbers(values).stream()
          .anyMatch(value -> value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
        throw call.arguments().error("Column contains values outside specified domain");
      }
      limits = List.of(least, most);
    }
    boolean plain = call.bound().truth(5, false);
    int width = (int) Math.min(WIDEST, call.bound().integer(3, 120));
    List<String> labelTexts = labels.values().stream().map(PythonText::str).toList();
    int places = NumberPlaces.of(values.values());
    List<String> valueTexts =
        values.values().stream()
            .map(value -> value == null ? "-" : NumberPlaces.text(value, places, ""))
            .toList();
    int labelWidth = widest(labelTexts, labels.name());
    int valueWidth = widest(valueTexts, values.name());
    int wide = width - (labelWidth + valueWidth + 2);
    if (wide < 2) {
      throw call.arguments().error("print_bars() needs a greater width than " + width + ".");
    }
    BarChart chart = new BarChart(limits.get(0), limits.get(1), wide);
    StringJoiner text = new StringJoiner("\n");
    text.add(
        padded(labels.name(), labelWidth, true) + " " + padded(values.name(), valueWidth, false));
    for (int i = 0; i < labelTexts.size(); i++) {
      text.add(
          padded(labelTexts.get(i), labelWidth, true)
              + " "
              + padded(valueTexts.get(i), valueWidth, false)
              + " "
              + padded(
                  chart.bar(
                      (BigDecimal) values.values().get(i), plain ? ":" : "░", plain ? "|" : "▓"),
                  wide,
                  true));
    }
    chart.addAxis(width, text);
    return text.toString();
  }

  private static int widest(List<String> texts, String name) {
    return Math.max(
        CodePoints.length(name), texts.stream().mapToInt(CodePoints::length).max().orElse(0));
  }

  private static String padded(String text, int width, boolean left) {
    String blanks = " ".repeat(Math.max(0, width - CodePoints.length(text)));
    return left ? text + blanks : blanks + text;
  }

  private int project(BigDecimal value) {
    return value.signum() >= 0
        ? negative + nearest(BigDecimal.valueOf(positive).multiply(share(value, high), CONTEXT))
        : negative - nearest(BigDecimal.valueOf(negative).multiply(share(value, low), CONTEXT));
  }

  private static BigDecimal share(BigDecimal value, BigDecimal of) {
    return of.signum() == 0 ? BigDecimal.ZERO : value.divide(of, CONTEXT);
  }

  private String bar(@Nullable BigDecimal value, String mark, String zero) {
    int size = value == null || value.signum() == 0 ? 0 : Math.abs(project(value) - negative);
    String bar = mark.repeat(size);
    if (value != null && value.signum() >= 0) {
      return low.signum() <= 0
          ? " ".repeat(negative) + zero + bar
          : bar + " ".repeat(negative) + zero;
    }
    String left = " ".repeat(negative - size) + bar;
    return value == null || high.compareTo(value) > 0 ? left + zero : left;
  }

  private void addAxis(int width, StringJoiner text) {
    Map<Integer, BigDecimal> ticks = new LinkedHashMap<>();
    ticks.put(0, low);
    ticks.put(wide - 1, high);
    if (low.signum() >= 0 || high.signum() <= 0) {
      BigDecimal far = low.signum() >= 0 ? high : low;
      for (String share : List.of("0.25", "0.5", "0.75")) {
        addTick(ticks, far.multiply(new BigDecimal(share), CONTEXT));
      }
    } else {
      ticks.put(negative, BigDecimal.ZERO);
      addTick(ticks, low.multiply(new BigDecimal("0.5"), CONTEXT));
      addTick(ticks, high.multiply(new BigDecimal("0.5"), CONTEXT));
    }
    int places = NumberPlaces.of(ticks.values());
    StringBuilder axis = new StringBuilder("-".repeat(wide));
    StringBuilder line = new StringBuilder(" ".repeat(width));
    for (Map.Entry<Integer, BigDecimal> tick : new ArrayList<>(ticks.entrySet())) {
      String label = NumberPlaces.text(tick.getValue(), places, "");
      int at = tick.getKey();
      boolean last = at == wide - 1;
      boolean between = at != 0 && !last;
      int offset = at == 0 ? 0 : last ? -(label.length() - 1) : -(label.length() / 2);
      int start = width - wide + at + offset;
      int end = start + label.length();
      if (between
          && (start < 1
              || end + 1 > line.length()
              || !line.substring(start - 1, end + 1).isBlank())) {
        continue;
      }
      line.replace(Math.max(0, start), Math.min(line.length(), end), label);
      axis.setCharAt(at, '+');
    }
    text.add(padded(axis.toString(), width, false));
    text.add(line.toString());
  }

  private void addTick(Map<Integer, BigDecimal> ticks, BigDecimal value) {
    ticks.put(project(value), value);
  }
}
