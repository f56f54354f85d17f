package io.tidemark.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and how to log in: what dbt's {@code postgres} profile says.
 *
 * <p>The defaults are dbt's (connect_timeout 10 seconds, keepalives_idle 0, retries 1, libpq's
 * sslmode {@code prefer}). Immutable; printing it never shows the password.
 *
 * @param host name or address of the server
 * @param port TCP port, 1 to 65535
 * @param user role that logs in
 * @param password null where the server asks for none
 * @param database name of the database, exactly as the server has it
 * @param role role to {@code SET ROLE} to after the login; null to stay the user
 * @param searchPath the session's {@code search_path}, as PostgreSQL reads it; null for the
 *     server's
 * @param connectTimeout for the whole of a connection attempt, log-in included; zero waits forever
 * @param keepalivesIdle silence after which TCP asks whether the other side is alive; zero for the
 *     operating system's default
 * @param sslMode whether TLS is used and what is verified
 * @param sslCert client certificate; null for none
 * @param sslKey key of the client certificate; null for none
 * @param sslRootCert authority that the server's certificate is checked against; null for the
 *     default place
 * @param applicationName what {@code pg_stat_activity} shows
 * @param retries how often a connection attempt that failed for a passing reason is repeated
 */
public record ConnectionSettings(
    String host,
    int port,
    String user,
    @Nullable Secret password,
    String database,
    @Nullable String role,
    @Nullable String searchPath,
    Duration connectTimeout,
    Duration keepalivesIdle,
    SslMode sslMode,
    @Nullable Path sslCert,
    @Nullable Path sslKey,
    @Nullable Path sslRootCert,
    String applicationName,
    int retries) {

  /** PostgreSQL's own port. */
  public static final int DEFAULT_PORT = 5432;

  public ConnectionSettings {
    requireText("host", host);
    requireText("user", user);
    requireText("database", database);
    Objects.requireNonNull(sslMode);
    Objects.requireNonNull(applicationName);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port is " + port + " (must be 1 to 65535)");
    }
    if (connectTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "connect_timeout is " + connectTimeout + " (must not be negative)");
    }
    if (keepalivesIdle.isNegative()) {
      throw new IllegalArgumentException(
          "keepalives_idle is " + keepalivesIdle + " (must not be negative)");
    }
    if (retries < 0) {
      throw new IllegalArgumentException("retries is " + retries + " (must not be negative)");
    }
  }

  /** Settings for one database of one server; everything else starts at its default. */
  public static Builder builder(String host, String user, String database) {
    return new Builder(host, user, database);
  }

  /** A builder that starts from these settings. */
  public Builder toBuilder() {
    return new Builder(host, user, database)
        .port(port)
        .password(password)
        .role(role)
        .searchPath(searchPath)
        .connectTimeout(connectTimeout)
        .keepalivesIdle(keepalivesIdle)
        .sslMode(sslMode)
        .sslCert(sslCert)
        .sslKey(sslKey)
        .sslRootCert(sslRootCert)
        .applicationName(applicationName)
        .retries(retries);
  }

  /** The database in one line, as messages name it: {@code postgres://user@host:port/database}. */
  public String display() {
    return "postgres://" + user + "@" + host + ":" + port + "/" + database;
  }

  private static void requireText(String name, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(name + " is empty");
    }
  }

  /** Collects {@link ConnectionSettings}; not thread-safe. */
  public static final class Builder {
    private String host;
    private int port = DEFAULT_PORT;
    private String user;
    private @Nullable Secret password;
    private String database;
    private @Nullable String role;
    private @Nullable String searchPath;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration keepalivesIdle = Duration.ZERO;
    private SslMode sslMode = SslMode.PREFER;
    private @Nullable Path sslCert;
    private @Nullable Path sslKey;
    private @Nullable Path sslRootCert;
    private String applicationName = "tidemark";
    private int retries = 1;

    private Builder(String host, String user, String database) {
      this.host = host;
      this.user = user;
      this.database = database;
    }

    public Builder host(String host) {
      this.host = host;
      return this;
    }

    public Builder port(int port) {
      this.port = port;
      return this;
    }

    public Builder user(String user) {
      this.user = user;
      return this;
    }

    public Builder password(@Nullable Secret password) {
      this.password = password;
      return this;
    }

    public Builder database(String database) {
      this.database = database;
      return this;
    }

    public Builder role(@Nullable String role) {
      this.role = role;
      return this;
    }

    public Builder searchPath(@Nullable String searchPath) {
      this.searchPath = searchPath;
      return this;
    }

    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = connectTimeout;
      return this;
    }

    public Builder keepalivesIdle(Duration keepalivesIdle) {
      this.keepalivesIdle = keepalivesIdle;
      return this;
    }

    public Builder sslMode(SslMode sslMode) {
      this.sslMode = sslMode;
      return this;
    }

    public Builder sslCert(@Nullable Path sslCert) {
      this.sslCert = sslCert;
      return this;
    }

    public Builder sslKey(@Nullable Path sslKey) {
      this.sslKey = sslKey;
      return this;
    }

    public Builder sslRootCert(@Nullable Path sslRootCert) {
      this.sslRootCert = sslRootCert;
      return this;
    }

    public Builder applicationName(String applicationName) {
      this.applicationName = applicationName;
      return this;
    }

    public Builder retries(int retries) {
      this.retries = retries;
      return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public ConnectionSettings build() {
      return new ConnectionSettings(
          host,
          port,
          user,
          password,
          database,
          role,
          searchPath,
          connectTimeout,
          keepalivesIdle,
          sslMode,
          sslCert,
          sslKey,
          sslRootCert,
          applicationName,
          retries);
    }
  }
}
