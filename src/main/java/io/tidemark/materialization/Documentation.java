package io.tidemark.materialization;

import io.tidemark.postgres.Column;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.SqlText;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code persist_docs}: the descriptions of the properties file as comments in the database. */
final class Documentation {

  private final Work work;

  Documentation(Work work) {
    this.work = work;
  }

  /** Writes what is asked for on the model's relation, in the transaction that is open. */
  void write(RelationKind kind) {
    Map<?, ?> wanted = work.node().config().mapping("persist_docs");
    NodeProperties properties = work.node().properties();
    if (properties == null) {
      return;
    }
    if (Boolean.TRUE.equals(wanted.get("relation")) && !properties.description().isEmpty()) {
      commentRelation(kind, properties.description());
    }
    if (Boolean.TRUE.equals(wanted.get("columns"))) {
      commentColumns(properties.columns());
    }
  }

  private void commentRelation(RelationKind kind, String description) {
    run(
        "relation/comment",
        Map.of(
            "kind", new SqlText(kind.sql()),
            "relation", work.target(),
            "text", new Literal(description)));
  }

  /** A column that is described and not there is passed over, as dbt does. */
  private void commentColumns(List<ColumnProperties> described) {
    Relation target = work.target();
    List<Column> there = work.catalog().columns(target);
    for (ColumnProperties column : described) {
      Optional<Column> found =
          there.stream().filter(c -> c.name().equalsIgnoreCase(column.name())).findFirst();
      if (found.isPresent() && !column.description().isEmpty()) {
        run(
            "relation/comment_column",
            Map.of(
                "relation",
                target,
                "column",
                found.get().identifier(),
                "text",
                new Literal(column.description())));
      }
    }
  }

  private void run(String statement, Map<String, ?> values) {
    work.session().execute(work.statements().render(statement, values));
  }
}
