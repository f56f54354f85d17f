package io.tidemark.project.profile;

import io.tidemark.postgres.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that is there already. The fields and their defaults are dbt-postgres's.
 *
 * @param host a name, an address, or the directory of a Unix socket
 * @param password prints as asterisks
 * @param connectTimeoutSeconds how long one attempt to connect may take; 0 is for ever
 * @param role the role that is set on each connection, or null
 * @param searchPath the search path that is set on each connection, or null
 * @param keepalivesIdleSeconds after how long a silent connection is probed; 0 is the system's own
 * @param applicationName what {@code pg_stat_activity} shows
 * @param retries how often a failed attempt to connect is repeated
 */
public record PostgresOutput(
    String profile,
    String name,
    String host,
    int port,
    String user,
    Secret password,
    String database,
    String schema,
    int threads,
    int connectTimeoutSeconds,
    @Nullable String role,
    @Nullable String searchPath,
    int keepalivesIdleSeconds,
    Ssl ssl,
    String applicationName,
    int retries,
    Map<String, @Nullable Object> others)
    implements Output {

  /** The value of {@code type} in a profile. */
  public static final String TYPE = "postgres";

  static final int DEFAULT_CONNECT_TIMEOUT_SECONDS = 10;
  static final int DEFAULT_RETRIES = 1;
  static final String DEFAULT_APPLICATION_NAME = "tidemark";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public PostgresOutput withThreads(int number) {
    return new PostgresOutput(
        profile,
        name,
        host,
        port,
        user,
        password,
        database,
        schema,
        number,
        connectTimeoutSeconds,
        role,
        searchPath,
        keepalivesIdleSeconds,
        ssl,
        applicationName,
        retries,
        others);
  }

  /** Whom it connects to; neither the password nor fields of others, which may be secret. */
  @Override
  public String toString() {
    return "%s.%s (postgres: %s@%s:%d/%s)".formatted(profile, name, user, host, port, database);
  }
}
