package io.tidemark.report.artifact;

import io.tidemark.report.console.InvocationEnvironment;
import io.tidemark.report.console.SecretMask;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every artifact says of the invocation that wrote it.
 *
 * @param invocationId a UUID
 * @param startedAt when the command began
 * @param generatedAt when the artifact is written
 * @param environment the process's environment, of which {@code DBT_ENV_CUSTOM_ENV_…} is told
 * @param mask takes the secrets out of what is written
 */
public record InvocationFacts(
    String invocationId,
    Instant startedAt,
    Instant generatedAt,
    Map<String, String> environment,
    SecretMask mask) {

  /** Copies the map. */
  public InvocationFacts {
    environment = Map.copyOf(environment);
  }

  /** The {@code metadata} that all artifacts have. */
  Map<String, @Nullable Object> metadata(String schema) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("dbt_schema_version", schema);
    metadata.put("dbt_version", DbtCompatibility.VERSION);
    metadata.put("generated_at", ArtifactTime.of(generatedAt));
    metadata.put("invocation_id", invocationId);
    metadata.put("invocation_started_at", ArtifactTime.of(startedAt));
    metadata.put("env", InvocationEnvironment.custom(environment));
    return metadata;
  }
}
