package io.tidemark.load;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the rows out of an increment which its target holds already, column for column.
 *
 * <p>The upsert leaves such rows as they are too, but has to lock each one to see it, and a lock is
 * written to the table and the log like a change. Looking first costs a join; so a sample decides
 * whether there are enough of them. Only for increments whose keys are known to be unique: where a
 * key repeats, dbt's result depends on all its rows.
 */
final class UnchangedRows {

  /** How many rows are looked at, about; a smaller increment is left as it is. */
  private static final long SAMPLE = 1000;

  private final Session session;
  private final Statements statements;
  private final Relation target;
  private final Relation staging;
  private final boolean unlogged;

  /**
   * For one increment.
   *
   * @param unlogged whether its staging table is
   */
  UnchangedRows(
      Session session, Statements statements, Relation target, Relation staging, boolean unlogged) {
    this.session = session;
    this.statements = statements;
    this.target = target;
    this.staging = staging;
    this.unlogged = unlogged;
  }

  /**
   * Takes them out, in the transaction that the session is in, if they are half of all or more.
   *
   * @param rows how many rows the staging table has
   * @param key the key's columns
   * @param compared the columns that a row which is there already would take over
   * @return how many rows the staging table has now
   */
  long takeOut(long rows, List<String> key, List<String> compared) {
    if (rows <= SAMPLE) {
      return rows;
    }
    Map<String, Object> values = values(rows, key, compared);
    boolean worthIt =
        session
            .first(statements.render("load/mostly_unchanged", values), row -> row.getBoolean(1))
            .orElseThrow();
    if (!worthIt) {
      return rows;
    }
    long changed = session.execute(statements.render("load/keep_changed", values));
    session.execute(statements.render("load/drop_staging", values));
    session.execute(
        statements.render(
            "relation/rename",
            Map.of(
                "kind", new SqlText("table"),
                "relation", changed(),
                "name", staging.identifier())));
    return changed;
  }

  private Map<String, Object> values(long rows, List<String> key, List<String> compared) {
    Map<String, Object> values = new HashMap<>();
    values.put("target", target);
    values.put("staging", staging);
    values.put("changed", changed());
    values.put("unlogged", unlogged);
    values.put("sample", SAMPLE);
    values.put("rows", rows);
    values.put("match", match(key));
    values.put("compares", !compared.isEmpty());
    values.put("same", new SqlText(row("target", compared) + " *= " + row("staging", compared)));
    return values;
  }

  private Relation changed() {
    return staging.withSuffix("_changed");
  }

  private static SqlText match(List<String> key) {
    return SqlText.join(
        " and ",
        key.stream()
            .map(name -> new Identifier(name).sql())
            .map(column -> "target." + column + " = staging." + column)
            .toList());
  }

  private static String row(String of, List<String> columns) {
    return "row("
        + String.join(
            ", ", columns.stream().map(name -> of + "." + new Identifier(name).sql()).toList())
        + ")::record";
  }
}
