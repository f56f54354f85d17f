package io.tidemark.jinja.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** CPython's hashes of what has the same one in every run: numbers, and tuples of them. */
final class PythonHash {
  private static final int BITS = 61;
  private static final long MODULUS = (1L << BITS) - 1;
  private static final long INFINITE = 314_159;
  private static final long FIRST_PRIME = 0x9E3779B185EBCA87L;
  private static final long SECOND_PRIME = 0xC2B2AE3D27D4EB4FL;
  private static final long FIFTH_PRIME = 0x27D4EB2F165667C5L;

  private PythonHash() {}

  /** The hash; null for a value whose hash is by chance. */
  static @Nullable Long of(@Nullable Object value) {
    if (value instanceof Tuple tuple && !(value instanceof HasText)) {
      return ofItems(tuple);
    }
    if (value == null || !Numbers.isNumber(value) || value instanceof java.math.BigDecimal) {
      return null;
    }
    Number number = Numbers.canonical(value);
    if (number instanceof Double real) {
      return real.isNaN() ? null : Long.valueOf(known(ofReal(real)));
    }
    BigInteger whole = Numbers.big(number);
    long hash = whole.abs().mod(BigInteger.valueOf(MODULUS)).longValue();
    return known(whole.signum() < 0 ? -hash : hash);
  }

  /** Python keeps -1 for errors. */
  private static long known(long hash) {
    return hash == -1 ? -2 : hash;
  }

  /** A fraction's numerator, divided by its denominator among the numbers below the modulus. */
  private static long ofReal(double real) {
    if (Double.isInfinite(real)) {
      return real > 0 ? INFINITE : -INFINITE;
    }
    if (real == 0) {
      return 0;
    }
    int exponent = Math.getExponent(real);
    if (exponent < Double.MIN_EXPONENT) {
      exponent = Double.MIN_EXPONENT;
    }
    // The number is whole / 2 ** (52 - exponent).
    long whole = (long) Math.scalb(Math.abs(real), 52 - exponent);
    BigInteger modulus = BigInteger.valueOf(MODULUS);
    BigInteger power = BigInteger.TWO.modPow(BigInteger.valueOf(exponent - 52L), modulus);
    long hash = BigInteger.valueOf(whole).multiply(power).mod(modulus).longValue();
    return real < 0 ? -hash : hash;
  }

  private static @Nullable Long ofItems(Tuple tuple) {
    long hash = FIFTH_PRIME;
    for (Object item : tuple) {
      Long lane = of(item);
      if (lane == null) {
        return null;
      }
      hash += lane * SECOND_PRIME;
      hash = Long.rotateLeft(hash, 31) * FIRST_PRIME;
    }
    hash += tuple.size() ^ (FIFTH_PRIME ^ 3_527_539L);
    return hash == -1 ? 1_546_275_796L : hash;
  }
}
