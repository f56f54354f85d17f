package io.tidemark.project.profile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection that a profile offers: what dbt calls a target once it is chosen. Immutable. */
public sealed interface Output permits PostgresOutput, EmbeddedOutput {

  /** The profile it belongs to. */
  String profile();

  /** Its name in the profile: {@code target.name}. */
  String name();

  /** {@code postgres} or {@code embedded}. */
  String type();

  /** The database's name. */
  String database();

  /** The schema in which models are built that name none. */
  String schema();

  /** How many nodes run at once; at least 1. */
  int threads();

  /** Fields that Tidemark does not know, for example another adapter's; kept and not used. */
  Map<String, @Nullable Object> others();

  /** The same with another number of threads, for {@code --threads}. */
  Output withThreads(int threads);
}
