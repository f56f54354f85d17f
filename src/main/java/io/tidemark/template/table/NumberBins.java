package io.tidemark.template.table;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Truth;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Numbers counted by ranges, and the round numbers that such ranges begin and end with. */
final class NumberBins {

  private static final MathContext CONTEXT = new MathContext(28, RoundingMode.HALF_EVEN);

  private NumberBins() {}

  /** A row for each range that a number of the column lies in, with their count. */
  static TableValue of(TableCall call) {
    TableColumn column = call.column(call.table(), call.get(0));
    int count = Sizes.checkItems(call.bound().integer(1, 10));
    if (count < 1) {
      throw call.arguments().error("bins() can't make " + count + " bins.");
    }
    List<BigDecimal> round = limits(call, column);
    BigDecimal low = round.get(0);
    BigDecimal high = round.get(1);
    BigDecimal start = Truth.of(call.get(2)) ? number(call, call.get(2)) : low;
    BigDecimal end = Truth.of(call.get(3)) ? number(call, call.get(3)) : high;
    BigDecimal size = end.subtract(start).abs().divide(BigDecimal.valueOf(count), CONTEXT);
    List<BigDecimal> breaks = new ArrayList<>(List.of(start));
    for (int i = 1; i <= count; i++) {
      breaks.add(start.add(size.multiply(BigDecimal.valueOf(i)), CONTEXT));
    }
    int places = NumberPlaces.of(breaks);
    List<@Nullable Object> names = new ArrayList<>();
    for (int i = 1; i < breaks.size(); i++) {
      boolean last = i == breaks.size() - 1;
      boolean below = i == 1 && low.compareTo(start) < 0;
      boolean above = last && !below && high.compareTo(end) > 0;
      BigDecimal from = below ? low : breaks.get(i - 1);
      BigDecimal to = above ? high : breaks.get(i);
      names.add(
          "["
              + NumberPlaces.text(from, places, "")
              + " - "
              + NumberPlaces.text(to, places, "")
              + (last ? "]" : ")"));
    }
    names.add(null);
    Callable bin =
        arguments ->
            ((MappedSequence) Objects.requireNonNull(arguments.get(0, "row")))
                        .values()
                        .get(column.index())
                    instanceof BigDecimal value
                ? names.get(place(value, breaks))
                : null;
    Arguments outer = call.arguments();
    TableValue pivoted =
        (TableValue)
            TableGroups.pivot(
                TableCall.of(
                    call.table(),
                    new Arguments(
                        "bins",
                        new ArrayList<>(List.of(bin)),
                        Map.of("key_name", column.name()),
                        outer.context()),
                    0,
                    "key",
                    "pivot",
                    "aggregation",
                    "computation",
                    "default_value",
                    "key_name"));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < pivoted.length(); i++) {
      order.add(i);
    }
    List<MappedSequence> rows = pivoted.rowList();
    order.sort(
        (a, b) ->
            names.indexOf(rows.get(a).values().get(0))
                - names.indexOf(rows.get(b).values().get(0)));
    return pivoted.pick(order);
  }

  private static int place(BigDecimal value, List<BigDecimal> breaks) {
    int i = 1;
    while (i < breaks.size() && value.compareTo(breaks.get(i)) >= 0) {
      i++;
    }
    return (i == breaks.size() ? i - 1 : i) - 1;
  }

  private static BigDecimal number(TableCall call, @Nullable Object value) {
    if (value instanceof Double real) {
      return new BigDecimal(real);
    }
    if (CellCast.read(DataType.NUMBER, value) instanceof BigDecimal number) {
      return number;
    }
    throw call.arguments().error(PythonText.repr(value) + " is no number.");
  }

  /** Round numbers that a column's numbers lie between. */
  static List<BigDecimal> limits(TableCall call, TableColumn column) {
    List<BigDecimal> numbers = numbers(column);
    if (column.type() != DataType.NUMBER || numbers.isEmpty()) {
      throw call.arguments()
          .error(
              "The column '%s' holds no numbers of the type Number, but %s."
                  .formatted(column.name(), column.type().attributeName()));
    }
    BigDecimal low = numbers.stream().min(BigDecimal::compareTo).orElseThrow();
    BigDecimal high = numbers.stream().max(BigDecimal::compareTo).orElseThrow();
    return rounded(low, high);
  }

  /** The numbers of a column. */
  static List<BigDecimal> numbers(TableColumn column) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (Object value : column.values()) {
      if (value instanceof BigDecimal number) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static List<BigDecimal> rounded(BigDecimal low, BigDecimal high) {
    int digits = Math.max(whole(low), whole(high));
    int scale = digits > 0 ? 1 - digits : -(Math.max(exponent(low), exponent(high)) + 1);
    return List.of(
        low.setScale(scale, RoundingMode.FLOOR), high.setScale(scale, RoundingMode.CEILING));
  }

  private static int whole(BigDecimal number) {
    BigDecimal bare = bare(number);
    return bare.precision() - bare.scale();
  }

  private static int exponent(BigDecimal number) {
    return -bare(number).scale();
  }

  private static BigDecimal bare(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
