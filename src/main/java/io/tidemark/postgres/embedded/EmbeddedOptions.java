package io.tidemark.postgres.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an embedded server is started with. Immutable.
 *
 * @param dataDirectory the cluster's own folder, PostgreSQL's PGDATA; what belongs to it (password,
 *     port, log, lock) stands beside it under the same name with an ending
 * @param initScripts folder whose {@code *.sql} run once, when the cluster is made; null or absent
 *     for none
 * @param database made if it does not exist
 * @param user the superuser; fixed when the cluster is made
 * @param settings lines for PostgreSQL's configuration, name to value; they win over all others
 */
public record EmbeddedOptions(
    Path dataDirectory,
    @Nullable Path initScripts,
    String database,
    String user,
    Map<String, String> settings) {

  public EmbeddedOptions {
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
    settings = Map.copyOf(settings);
  }

  /** Options for one data directory; database and user are {@code postgres} until set. */
  public static Builder builder(Path dataDirectory) {
    return new Builder(dataDirectory);
  }

  /** Collects {@link EmbeddedOptions}; not thread-safe. */
  public static final class Builder {
    private final Path dataDirectory;
    private @Nullable Path initScripts;
    private String database = "postgres";
    private String user = "postgres";
    private final Map<String, String> settings = new LinkedHashMap<>();

    private Builder(Path dataDirectory) {
      this.dataDirectory = dataDirectory;
    }

    public Builder initScripts(@Nullable Path initScripts) {
      this.initScripts = initScripts;
      return this;
    }

    public Builder database(String database) {
      this.database = database;
      return this;
    }

    public Builder user(String user) {
      this.user = user;
      return this;
    }

    /** One PostgreSQL setting, like {@code shared_buffers}, {@code 512MB}. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    public EmbeddedOptions build() {
      return new EmbeddedOptions(dataDirectory, initScripts, database, user, settings);
    }
  }
}
