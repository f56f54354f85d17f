package io.tidemark.faults;

import io.tidemark.postgres.Literal;
import io.tidemark.postgres.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;

/** Every relation of a database: tables, views, indexes, sequences, temporary ones too. */
final class Relations {

  private static final String ALL =
      """
      select format('%s.%s %s', n.nspname,
          case when c.relname like 'tidemark\\_key\\_%'
            then 'tidemark_key of ' || i.indrelid::regclass else c.relname end, c.relkind) as name
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_index i on i.indexrelid = c.oid
      where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      """;

  private Relations() {}

  /**
   * Schema, name and kind. The engine's unique indexes carry the run that made them in their name;
   * here they are named for their table.
   */
  static List<String> of(TestDatabase database) {
    return names(database, ALL + " order by 1");
  }

  /**
   * What is there but should not be, and what should be there but is not: beside the expected ones,
   * exactly the staging tables that a checkpoint names, and their lists of keys. All in one look,
   * since an orphaned server process may still be at work.
   */
  static List<String> unexplained(TestDatabase database, List<String> expected) {
    String known =
        expected.stream().map(name -> new Literal(name).sql()).collect(Collectors.joining(", "));
    return names(
        database,
        """
        with known as (
          select unnest(array[%s]) as name
          union select 'tidemark.' || staging_name || ' r' from tidemark.checkpoint
          union select 'tidemark.' || staging_name || '_keys r' from tidemark.checkpoint
            where method = 'REPLACE_KEYS'
        ), there as (%s)
        (select 'too many: ' || name from there except select 'too many: ' || name from known)
        union all
        (select 'missing: ' || name from known except select 'missing: ' || name from there)
        """
            .formatted(known, ALL));
  }

  private static List<String> names(TestDatabase database, String query) {
    return database.query(query).stream().map(row -> String.valueOf(row.get(0))).toList();
  }
}
