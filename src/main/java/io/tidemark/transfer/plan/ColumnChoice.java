package io.tidemark.transfer.plan;

import java.util.List;

/**
 * Which columns of a source table are copied.
 *
 * @param how what the names mean
 * @param names as the user wrote them; empty for {@link How#ALL}
 */
public record ColumnChoice(How how, List<String> names) {

  /** All of them. */
  public static final ColumnChoice ALL = new ColumnChoice(How.ALL, List.of());

  /** What the names of a choice mean. */
  public enum How {
    /** Every column the source has, also those that come later. */
    ALL,
    /** These and no others. */
    INCLUDE,
    /** All but these. */
    EXCLUDE
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if names are missing, or given where they mean nothing
   */
  public ColumnChoice {
    names = List.copyOf(names);
    if (names.isEmpty() != (how == How.ALL)) {
      throw new IllegalArgumentException(how + " with the columns " + names);
    }
  }

  /** These columns alone. */
  public static ColumnChoice include(List<String> names) {
    return new ColumnChoice(How.INCLUDE, names);
  }

  /** All columns but these. */
  public static ColumnChoice exclude(List<String> names) {
    return new ColumnChoice(How.EXCLUDE, names);
  }
}
