package io.tidemark.project.profile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that Tidemark starts by itself.
 *
 * @param directory where its data is, relative to the project's root unless absolute
 * @param port the loopback port to listen on, or null where Tidemark may choose
 */
public record EmbeddedOutput(
    String profile,
    String name,
    String database,
    String schema,
    int threads,
    String directory,
    @Nullable Integer port,
    Map<String, @Nullable Object> others)
    implements Output {

  /** The value of {@code type} in a profile. */
  public static final String TYPE = "embedded";

  static final String DEFAULT_DIRECTORY = ".tidemark/postgres";
  static final String DEFAULT_DATABASE = "tidemark";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public EmbeddedOutput withThreads(int number) {
    return new EmbeddedOutput(profile, name, database, schema, number, directory, port, others);
  }

  /** Where it is; not the fields of others, which may be secret. */
  @Override
  public String toString() {
    return "%s.%s (embedded: %s/%s)".formatted(profile, name, directory, database);
  }
}
