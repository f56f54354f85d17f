package io.tidemark.load.column;

import io.tidemark.postgres.Column;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether the increment's values become the target's as they are. Where a value is cast on its way,
 * it can be refused, or become equal to another one that it was not equal to before.
 */
public final class ColumnFit {

  private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
  private static final String TEXT = "text";

  private final Map<String, String> given;

  /** For an increment with these columns. */
  public ColumnFit(List<Column> given) {
    this.given = given.stream().collect(Collectors.toMap(Column::name, Column::type));
  }

  /** True if the increment has the target's column with the same type. */
  public boolean same(Column target) {
    return target.type().equals(given.get(target.name()));
  }

  /** True if all of them have the same type in the increment. */
  public boolean allSame(Collection<Column> targets) {
    return targets.stream().allMatch(this::same);
  }

  /** True if each value fits into the target's column and stays what it is. */
  public boolean exact(Column target) {
    String from = given.getOrDefault(target.name(), "");
    return same(target)
        || (INTEGERS.contains(from) && INTEGERS.indexOf(from) < INTEGERS.indexOf(target.type()))
        || (VarcharLength.of(from) >= 0
            && (target.type().equals(TEXT)
                || VarcharLength.of(from) <= VarcharLength.of(target.type())));
  }
}
