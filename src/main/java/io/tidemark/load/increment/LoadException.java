package io.tidemark.load.increment;

import org.jspecify.annotations.Nullable;

/** An increment that can't be applied as it is asked for; found before a row is written. */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String next;
  private final @Nullable String config;
  private final @Nullable String column;

  /**
   * Says what is wrong.
   *
   * @param what what is wrong and what was found
   * @param next what to do
   */
  public LoadException(String what, String next) {
    this(what, next, null, null);
  }

  private LoadException(
      String what, String next, @Nullable String config, @Nullable String column) {
    super(what);
    this.next = next;
    this.config = config;
    this.column = column;
  }

  /** The same, about a key of the model's configuration. */
  public LoadException about(String key) {
    return new LoadException(String.valueOf(getMessage()), next, key, column);
  }

  /** The same, about a column that is named by that key, or by the template. */
  public LoadException about(String key, String name) {
    return new LoadException(String.valueOf(getMessage()), next, key, name);
  }

  /** What to do next. */
  public String next() {
    return next;
  }

  /** The column that is at fault, or null if it is not one column. */
  public @Nullable String column() {
    return column;
  }

  /** The key of the configuration that is at fault, or null if that is the model's SQL. */
  public @Nullable String config() {
    return config;
  }
}
