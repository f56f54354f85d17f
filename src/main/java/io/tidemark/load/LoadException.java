package io.tidemark.load;

/** An increment that can't be applied as it is asked for; found before a row is written. */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String next;

  /**
   * Says what is wrong.
   *
   * @param what what is wrong and what was found
   * @param next what to do
   */
  public LoadException(String what, String next) {
    super(what);
    this.next = next;
  }

  /** What to do next. */
  public String next() {
    return next;
  }
}
