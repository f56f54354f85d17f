package io.tidemark.template.module;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.PythonException;

/**
 * A text that is read at most so often: an expression that tries all ways of a text would otherwise
 * never end.
 */
final class CountedText implements CharSequence {

  private static final long MOST_READS = 50_000_000;

  private final String text;
  private long reads;

  CountedText(String text) {
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    if (++reads > MOST_READS) {
      throw new PythonException(
          ErrorKind.LIMIT, "a regular expression took more than " + MOST_READS + " steps");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
