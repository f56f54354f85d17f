package io.tidemark.load.key;

import io.tidemark.load.increment.UniqueKey;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether keys repeat in an increment. It is asked for every increment, so it looks for a cheap
 * proof that none does before it groups by the key.
 */
public final class RepeatedKeys {

  /** Sorted by a comparison of a few bytes, which is cheaper than a table of hashes. */
  private static final Set<String> SMALL =
      Set.of("smallint", "integer", "bigint", "date", "uuid", "boolean");

  /** Types that have a hash function, and to which equal means equal hash. */
  private static final Pattern HASHED =
      Pattern.compile(
          "(smallint|integer|bigint|date|uuid|boolean|text|character( varying)?|numeric"
              + "|time(stamp)?([(]\\d+[)])? with(out)? time zone)([(][-\\d,]+[)])?");

  private final Session session;
  private final Statements statements;

  /** Looks on the session. */
  public RepeatedKeys(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /**
   * Up to three keys that occur more than once; keys with a NULL match nothing, so they can't meet.
   *
   * @param key the key's columns, or empty where it is an expression
   */
  public List<String> find(Relation staging, UniqueKey key, List<Column> columns) {
    List<Column> parts =
        key.columns(columns).orElse(List.of()).stream()
            .flatMap(name -> columns.stream().filter(column -> column.name().equals(name)))
            .toList();
    if (provablyDistinct(staging, parts)) {
      return List.of();
    }
    return session.query(
        statements.render(
            "load/repeated_keys", Map.of("relation", staging, "keys", key.sql(columns))),
        row -> row.getString(1));
  }

  private boolean provablyDistinct(Relation staging, List<Column> parts) {
    if (parts.size() == 1 && isSmall(parts.get(0).type())) {
      Identifier column = parts.get(0).identifier();
      return ask("load/keys_are_distinct", Map.of("relation", staging, "key", column));
    }
    if (parts.isEmpty() || !parts.stream().allMatch(part -> isHashed(part.type()))) {
      return false;
    }
    SqlText keys = SqlText.join(", ", parts.stream().map(Column::identifier).toList());
    return ask("load/key_hashes_are_distinct", Map.of("relation", staging, "keys", keys));
  }

  private boolean ask(String statement, Map<String, Object> values) {
    return session
        .first(statements.render(statement, values), row -> row.getBoolean(1))
        .orElseThrow();
  }

  private static boolean isSmall(String type) {
    return SMALL.contains(type) || type.startsWith("timestamp ") || type.startsWith("timestamp(");
  }

  private static boolean isHashed(String type) {
    return HASHED.matcher(type).matches();
  }
}
