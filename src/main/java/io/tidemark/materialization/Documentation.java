package io.tidemark.materialization;

import io.tidemark.graph.compile.NodeMacros;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.SqlText;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code persist_docs}: the descriptions of the properties file as comments in the database. */
final class Documentation {

  private static final List<String> MACROS =
      List.of("persist_docs", "alter_relation_comment", "alter_column_comment");

  private final Work work;

  Documentation(Work work) {
    this.work = work;
  }

  /** Writes what is asked for on the model's relation, in the transaction that is open. */
  void write(RelationKind kind) {
    Map<?, ?> wanted = work.node().config().mapping("persist_docs");
    NodeProperties properties = work.node().properties();
    if (properties == null || wanted.isEmpty()) {
      return;
    }
    NodeMacros macros = work.compilation().macros();
    if (MACROS.stream().anyMatch(name -> macros.replacing(name).isPresent())) {
      macros.call("persist_docs", Ddl.value(work.target(), kind), macros.model(this::rendered));
      return;
    }
    if (Boolean.TRUE.equals(wanted.get("relation")) && !properties.description().isEmpty()) {
      commentRelation(kind, rendered(properties.description()));
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

  /** A column that is described and not there is told of and passed over, as dbt does. */
  private void commentColumns(List<ColumnProperties> described) {
    Relation target = work.target();
    List<Column> there = work.catalog().columns(target);
    List<String> missing = new ArrayList<>();
    for (ColumnProperties column : described) {
      Optional<Column> found = find(column, there);
      if (found.isEmpty()) {
        missing.add(column.name());
      } else if (!column.description().isEmpty()) {
        run(
            "relation/comment_column",
            Map.of(
                "relation",
                target,
                "column",
                found.get().identifier(),
                "text",
                new Literal(rendered(column.description()))));
      }
    }
    if (!missing.isEmpty()) {
      work.listener()
          .warning(
              "In relation %s: The following columns are specified in the schema but are not present"
                      .formatted(target.display())
                  + " in the database: "
                  + String.join(", ", missing));
    }
  }

  /** The column of exactly that name; of one that is not to be quoted also in any other case. */
  private static Optional<Column> find(ColumnProperties described, List<Column> there) {
    String name = described.name();
    Optional<Column> exact =
        there.stream().filter(column -> column.name().equals(name)).findFirst();
    return exact.isPresent() || Boolean.TRUE.equals(described.quote())
        ? exact
        : there.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
  }

  private String rendered(String description) {
    return work.compilation().hook(description);
  }

  private void run(String statement, Map<String, ?> values) {
    work.session().executeAround(work.statements().render(statement, values));
  }
}
