package io.tidemark.load.increment;

import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code unique_key} says: columns, or expressions over them. dbt writes its parts into SQL as
 * they stand, unquoted, so {@code Order_ID} means {@code order_id}.
 *
 * @param parts as the user wrote them; empty if there is no key
 */
public record UniqueKey(List<String> parts) {

  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  /** No key. */
  public static final UniqueKey NONE = new UniqueKey(List.of());

  /** Copies the list. */
  public UniqueKey {
    parts = List.copyOf(parts);
  }

  /** True if there is no key. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /**
   * The names of the key's columns, or empty if a part of it is an expression.
   *
   * @throws LoadException if a part is the name of a column which is not among these
   */
  public Optional<List<String>> columns(List<Column> among) {
    List<String> names = new ArrayList<>();
    for (String part : parts) {
      Optional<String> name = column(part, among);
      if (name.isPresent()) {
        names.add(name.get());
      } else if (NAME.matcher(part.strip()).matches()) {
        throw new LoadException(
                "unique_key column \""
                    + part
                    + "\" is not in the model; its columns are "
                    + String.join(", ", among.stream().map(Column::name).toList()),
                "Name a column that the model's SELECT gives, or an expression over them.")
            .about("unique_key");
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }

  /** The parts as SQL, each column quoted, each expression as it stands. */
  public SqlText sql(List<Column> among) {
    return SqlText.join(
        ", ",
        parts.stream()
            .map(part -> column(part, among).map(name -> new Identifier(name).sql()).orElse(part))
            .toList());
  }

  /** The column that a part written as in SQL names, if it names one. */
  public static Optional<String> column(String part, List<Column> among) {
    String text = part.strip();
    boolean quoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
    String exact = quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    Optional<String> found = named(exact, among);
    return found.isPresent() || quoted ? found : named(exact.toLowerCase(Locale.ROOT), among);
  }

  private static Optional<String> named(String name, List<Column> among) {
    return among.stream().map(Column::name).filter(name::equals).findFirst();
  }
}
