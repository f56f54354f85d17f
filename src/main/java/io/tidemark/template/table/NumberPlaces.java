package io.tidemark.template.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How many decimal places numbers have, and numbers with as many. */
final class NumberPlaces {

  /** The digits that Python's decimals have at most. */
  private static final int PRECISION = 28;

  private NumberPlaces() {}

  /** The most places of a number; fewer, or less than none, where the digits don't suffice. */
  static int of(Iterable<? extends @Nullable Object> values) {
    int whole = 1;
    int places = 0;
    for (Object value : values) {
      if (value instanceof BigDecimal number) {
        BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        places = Math.max(places, bare.scale());
        whole = Math.max(whole, bare.precision() - bare.scale());
      }
    }
    return whole + places > PRECISION ? PRECISION - whole : places;
  }

  /** A number with its thousands apart. */
  static String text(Object number, int places, String mark) {
    DecimalFormat format =
        new DecimalFormat(
            "#,##0" + (places > 0 ? "." + "0".repeat(places) : ""),
            DecimalFormatSymbols.getInstance(Locale.US));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    String text = format.format(number);
    // What is a zero by then has no sign.
    boolean zero = text.startsWith("-") && text.chars().noneMatch(c -> c > '0' && c <= '9');
    return (zero ? text.substring(1) : text) + mark;
  }
}
