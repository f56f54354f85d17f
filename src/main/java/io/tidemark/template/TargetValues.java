package io.tidemark.template;

import io.tidemark.project.profile.EmbeddedOutput;
import io.tidemark.project.profile.Output;
import io.tidemark.project.profile.PostgresOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code {{ target.… }}} says: the fields of the output that dbt shows too. Not the password,
 * and no field that is not known here, which may be one.
 */
public final class TargetValues {

  private TargetValues() {}

  /**
   * The values by dbt's names. {@code type} is {@code postgres} also where the server is our own.
   */
  public static Map<String, @Nullable Object> of(Output output) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (output instanceof PostgresOutput postgres) {
      values.put("host", postgres.host());
      values.put("port", (long) postgres.port());
      values.put("user", postgres.user());
    } else if (output instanceof EmbeddedOutput embedded && embedded.port() != null) {
      values.put("port", embedded.port().longValue());
    }
    values.put("database", output.database());
    values.put("schema", output.schema());
    if (output instanceof PostgresOutput postgres) {
      values.put("connect_timeout", (long) postgres.connectTimeoutSeconds());
      values.put("role", postgres.role());
      values.put("search_path", postgres.searchPath());
      values.put("keepalives_idle", (long) postgres.keepalivesIdleSeconds());
      values.put("sslmode", postgres.ssl().mode());
      values.put("sslcert", postgres.ssl().certificate());
      values.put("sslkey", postgres.ssl().key());
      values.put("sslrootcert", postgres.ssl().rootCertificate());
      values.put("application_name", postgres.applicationName());
      values.put("autocommit", false);
      values.put("retries", (long) postgres.retries());
    }
    values.put("dbname", output.database());
    values.put("type", PostgresOutput.TYPE);
    values.put("threads", (long) output.threads());
    values.put("name", output.name());
    values.put("target_name", output.name());
    values.put("profile_name", output.profile());
    return values;
  }
}
