package io.tidemark.materialization.unit;

import io.tidemark.materialization.Work;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.SqlText;
import java.util.List;
import java.util.Map;

/** The columns that a query gives, by a temporary table that is gone at once. */
final class Shapes {

  private static final String NAME = "tidemark_unit_test";

  private final Work work;

  Shapes(Work work) {
    this.work = work;
  }

  List<Column> ofQuery(String sql) {
    Identifier name = new Identifier(NAME);
    return work.session()
        .inTransaction(
            () -> {
              work.session()
                  .execute(
                      work.statements()
                          .render("test/shape", Map.of("name", name, "sql", new SqlText(sql))));
              String schema =
                  work.session()
                      .first(
                          work.statements().text("test/temporary_schema"), row -> row.getString(1))
                      .orElseThrow();
              return work.catalog().columns(new Relation(work.target().database(), schema, NAME));
            });
  }
}
