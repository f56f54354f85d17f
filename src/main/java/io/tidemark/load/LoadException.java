package io.tidemark.load;

import org.jspecify.annotations.Nullable;

/** An increment that can't be applied as it is asked for; found before a row is written. */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String next;
  private final @Nullable String config;

  /**
   * Says what is wrong.
   *
   * @param what what is wrong and what was found
   * @param next what to do
   */
  public LoadException(String what, String next) {
    this(what, next, null);
  }

  private LoadException(String what, String next, @Nullable String config) {
    super(what);
    this.next = next;
    this.config = config;
  }

  /** The same, about a key of the model's configuration. */
  public LoadException about(String key) {
    return new LoadException(String.valueOf(getMessage()), next, key);
  }

  /** What to do next. */
  public String next() {
    return next;
  }

  /** The key of the configuration that is at fault, or null if that is the model's SQL. */
  public @Nullable String config() {
    return config;
  }
}
