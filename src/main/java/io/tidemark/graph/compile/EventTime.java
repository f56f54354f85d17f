package io.tidemark.graph.compile;

import io.tidemark.graph.Selectable;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.Optional;

/** The {@code event_time} of a model or source, by which a microbatch model's batches read it. */
public final class EventTime {

  private static final String KEY = "event_time";

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
}
