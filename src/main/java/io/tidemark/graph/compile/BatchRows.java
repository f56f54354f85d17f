package io.tidemark.graph.compile;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.SourceNode;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.Referenced;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model's SQL reads of another node: all rows, or where a batch of a microbatch model is
 * compiled, and the node has an event time, those of the batch. The text is dbt's, the alias too,
 * because models name it.
 */
final class BatchRows {

  private static final Pattern PLAIN = Pattern.compile("\\w+");

  private final @Nullable Microbatch batch;
  private final boolean empty;

  /**
   * The rows of a batch.
   *
   * @param batch which; null for all rows
   * @param filter which of them
   */
  BatchRows(@Nullable Microbatch batch, RowFilter filter) {
    SampleWindow sample = filter.sample();
    this.empty = filter.empty();
    if (sample == null) {
      this.batch = batch;
    } else {
      this.batch = batch == null ? sample.asBatch() : sample.within(batch);
    }
  }

  /** What is read of a model that stands for {@code whole}. */
  Referenced of(Node node, Referenced whole) {
    NodeProperties properties = node.properties();
    List<ColumnProperties> columns = properties == null ? List.of() : properties.columns();
    String name = node.ephemeral() ? CompilingHost.cteName(node) : whole.relation().name();
    return read(node, columns, name, whole);
  }

  /** What is read of a source's table. */
  Referenced of(SourceNode source) {
    Referenced whole = Referenced.relation(source.relation());
    return read(source, source.table().columns(), source.relation().name(), whole);
  }

  private Referenced read(
      Selectable node, List<ColumnProperties> columns, String name, Referenced whole) {
    if (empty) {
      return whole.readAs(
          new Statements()
              .render(
                  "template/no_rows",
                  Map.of(
                      "relation",
                      new SqlText(whole.sql()),
                      "alias",
                      alias("_dbt_limit_subq_" + name))));
    }
    Optional<String> column = batch == null ? Optional.empty() : EventTime.of(node);
    if (batch == null || column.isEmpty()) {
      return whole;
    }
    Map<String, ?> values =
        Map.of(
            "relation",
            new SqlText(whole.sql()),
            "column",
            quoted(column.get(), columns),
            "start",
            new Literal(batch.startText()),
            "end",
            new Literal(batch.endText()),
            "alias",
            alias("_dbt_et_filter_subq_" + name));
    return whole.readAs(new Statements().render("template/batch_rows", values));
  }

  private static Object alias(String alias) {
    return PLAIN.matcher(alias).matches() ? new SqlText(alias) : new Identifier(alias);
  }

  /** As in dbt: written as it stands, unless the column's properties ask for quotes. */
  private static Object quoted(String column, List<ColumnProperties> columns) {
    boolean quote =
        columns.stream()
            .anyMatch(one -> one.name().equals(column) && Boolean.TRUE.equals(one.quote()));
    return quote ? new Identifier(column) : new SqlText(column);
  }
}
