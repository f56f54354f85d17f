package io.tidemark.faults;

import io.tidemark.postgres.TestDatabase;
import java.util.List;

/** Every relation of a database: tables, views, indexes, sequences, temporary ones too. */
final class Relations {

  private Relations() {}

  /**
   * Schema, name and kind. The engine's unique indexes carry the run that made them in their name;
   * here they are named for their table.
   */
  static List<String> of(TestDatabase database) {
    return names(
        database,
        """
        select format('%s.%s %s', n.nspname,
            case when c.relname like 'tidemark\\_key\\_%'
              then 'tidemark_key of ' || i.indrelid::regclass else c.relname end, c.relkind)
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_index i on i.indexrelid = c.oid
        where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
        order by 1
        """);
  }

  /** The staging tables that a load still needs, by the checkpoints. */
  static List<String> pending(TestDatabase database) {
    return names(
        database, "select 'tidemark.' || staging_name || ' r' from tidemark.checkpoint order by 1");
  }

  private static List<String> names(TestDatabase database, String query) {
    return database.query(query).stream().map(row -> String.valueOf(row.get(0))).toList();
  }
}
