package io.tidemark.graph;

import io.tidemark.postgres.Identifier;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.Referenced;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code event_time} of a model or source, by which a microbatch model's batches read it. */
public final class EventTime {

  private static final String KEY = "event_time";

  private static final Pattern PLAIN = Pattern.compile("\\w+");

  private EventTime() {}

  /**
   * The column; empty where none is configured.
   *
   * @throws ProjectException if it is no text
   */
  public static Optional<String> of(Selectable node) {
    Object value = node.config().get(KEY);
    if (value == null || value.equals("")) {
      return Optional.empty();
    }
    if (value instanceof String column) {
      return Optional.of(column);
    }
    ConfigValue written = node.config().value(KEY);
    throw new ProjectException(
        Problem.of("The event_time of %s must be the name of a column".formatted(node.name()))
            .at(written == null ? null : written.place())
            .found("Found " + value + "."));
  }

  /** What a batch reads: only its window, where the model has an event time. */
  static Referenced read(Node node, Referenced whole, @Nullable Microbatch batch) {
    NodeProperties properties = node.properties();
    List<ColumnProperties> columns = properties == null ? List.of() : properties.columns();
    String name = node.ephemeral() ? CompilingHost.cteName(node) : whole.relation().name();
    return read(node, columns, name, whole, batch);
  }

  /** Likewise for a source's table. */
  static Referenced read(SourceNode source, @Nullable Microbatch batch) {
    Referenced whole = Referenced.relation(source.relation());
    return read(source, source.table().columns(), source.relation().name(), whole, batch);
  }

  /** The sub-select in dbt's text, its alias too: models name it. */
  private static Referenced read(
      Selectable node,
      List<ColumnProperties> columns,
      String name,
      Referenced whole,
      @Nullable Microbatch batch) {
    Optional<String> column = batch == null ? Optional.empty() : of(node);
    if (batch == null || column.isEmpty()) {
      return whole;
    }
    String alias = "_dbt_et_filter_subq_" + name;
    String written = PLAIN.matcher(alias).matches() ? alias : new Identifier(alias).sql();
    String condition = batch.condition(quoted(column.get(), columns));
    return whole.readAs(
        "(select * from %s where %s) %s".formatted(whole.sql(), condition, written));
  }

  /** As in dbt: written as it stands, unless the column's properties ask for quotes. */
  private static String quoted(String column, List<ColumnProperties> columns) {
    boolean quote =
        columns.stream()
            .anyMatch(one -> one.name().equals(column) && Boolean.TRUE.equals(one.quote()));
    return quote ? new Identifier(column).sql() : column;
  }
}
