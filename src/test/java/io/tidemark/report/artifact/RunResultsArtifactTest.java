package io.tidemark.report.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.batch.HookResult;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunResult;
import io.tidemark.report.Shop;
import io.tidemark.report.console.SecretMask;
import io.tidemark.report.failure.FailureText;
import io.tidemark.report.failure.SqlPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run_results.json} has what dbt's schema demands, and tells the truth. */
class RunResultsArtifactTest {

  private static final Instant START = Instant.parse("2024-01-31T10:20:31.123456Z");

  private static final Map<String, String> ENVIRONMENT =
      Map.of("DBT_ENV_CUSTOM_ENV_team", "data", "DBT_ENV_SECRET_KEY", "hush", "HOME", "/root");

  private final Path folder;

  RunResultsArtifactTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void itHasEveryFieldThatTheSchemaRequires() throws IOException {
    JsonNode artifact = write();

    assertThat(artifact.fieldNames())
        .toIterable()
        .containsExactly("metadata", "results", "elapsed_time", "args");
    assertThat(artifact.at("/metadata").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "dbt_schema_version",
            "dbt_version",
            "generated_at",
            "invocation_id",
            "invocation_started_at",
            "env");
    for (JsonNode result : artifact.at("/results")) {
      assertThat(result.fieldNames())
          .toIterable()
          .contains(
              "status",
              "timing",
              "thread_id",
              "execution_time",
              "adapter_response",
              "message",
              "failures",
              "unique_id",
              "compiled",
              "compiled_code",
              "relation_name");
    }
  }

  @Test
  void theMetadataTellTheInvocation() throws IOException {
    JsonNode metadata = write().at("/metadata");

    assertThat(metadata.at("/dbt_schema_version").asText())
        .isEqualTo("https://schemas.getdbt.com/dbt/run-results/v6.json");
    assertThat(metadata.at("/dbt_version").asText()).isEqualTo(DbtCompatibility.VERSION);
    assertThat(metadata.at("/generated_at").asText()).isEqualTo("2024-01-31T10:21:31.123456Z");
    assertThat(metadata.at("/invocation_id").asText()).isEqualTo("an-invocation");
    assertThat(metadata.at("/env")).isEqualTo(new ObjectMapper().readTree("{\"team\":\"data\"}"));
  }

  @Test
  void aModelThatWentWell() throws IOException {
    JsonNode orders = write().at("/results/0");

    assertThat(orders.at("/status").asText()).isEqualTo("success");
    assertThat(orders.at("/unique_id").asText()).isEqualTo("model.shop.orders");
    assertThat(orders.at("/execution_time").asDouble()).isEqualTo(0.5);
    assertThat(orders.at("/thread_id").asText()).isEqualTo("worker-1");
    assertThat(orders.at("/message").asText()).isEqualTo("INSERT 0 9");
    assertThat(orders.at("/adapter_response").toString())
        .isEqualTo("{\"_message\":\"INSERT 0 9\",\"code\":\"INSERT\",\"rows_affected\":9}");
    assertThat(orders.at("/timing").toString())
        .isEqualTo(
            "[{\"name\":\"compile\",\"started_at\":\"2024-01-31T10:20:31.123456Z\","
                + "\"completed_at\":\"2024-01-31T10:20:31.173456Z\"},"
                + "{\"name\":\"execute\",\"started_at\":\"2024-01-31T10:20:31.173456Z\","
                + "\"completed_at\":\"2024-01-31T10:20:31.623456Z\"}]");
    assertThat(orders.at("/compiled").asBoolean()).isTrue();
    assertThat(orders.at("/compiled_code").asText()).isEqualTo("select 1 as id");
    assertThat(orders.at("/relation_name").asText()).isEqualTo("\"db\".\"marts\".\"orders\"");
    assertThat(orders.at("/failures").isNull()).isTrue();
  }

  @Test
  void aModelThatFailedAndOneThatWasSkipped() throws IOException {
    JsonNode artifact = write();

    JsonNode failed = artifact.at("/results/1");
    assertThat(failed.at("/status").asText()).isEqualTo("error");
    assertThat(failed.at("/message").asText())
        .startsWith("no column ***** in the table")
        .endsWith("Correct the SQL, and run it again.");
    assertThat(failed.at("/adapter_response")).isEmpty();
    JsonNode skipped = artifact.at("/results/2");
    assertThat(skipped.at("/status").asText()).isEqualTo("skipped");
    assertThat(skipped.at("/timing")).isEmpty();
    assertThat(skipped.at("/execution_time").asDouble()).isZero();
    assertThat(skipped.at("/compiled").asBoolean()).isFalse();
    assertThat(skipped.at("/compiled_code").isNull()).isTrue();
    assertThat(skipped.at("/message").isNull()).isTrue();
  }

  @Test
  void aHookIsAResultToo() throws IOException {
    JsonNode hook = write().at("/results/3");

    assertThat(hook.at("/unique_id").asText()).isEqualTo("operation.shop.shop-on-run-end-0");
    assertThat(hook.at("/status").asText()).isEqualTo("success");
    assertThat(hook.at("/compiled_code").asText()).isEqualTo("select 1");
  }

  @Test
  void theTimesAndArgumentsOfTheRunAreTold() throws IOException {
    JsonNode artifact = write();

    assertThat(artifact.at("/elapsed_time").asDouble()).isEqualTo(60.5);
    assertThat(artifact.at("/args/which").asText()).isEqualTo("run");
    assertThat(artifact.at("/args/vars/key").asText()).isEqualTo("*****");
  }

  @Test
  void noSecretIsInItAndItIsCompact() throws IOException {
    write();

    assertThat(Files.readString(folder.resolve("target/run_results.json")))
        .doesNotContain("hush", "\n", "/root");
  }

  @Test
  void anArtifactIsReplacedWhole() throws IOException {
    write();
    write();

    try (var files = Files.list(folder.resolve("target"))) {
      assertThat(files).containsExactly(folder.resolve("target/run_results.json"));
    }
  }

  @Test
  void whereItCantBeWrittenTheOldOneStays() throws IOException {
    Path occupied = folder.resolve("run_results.json");
    Files.createDirectories(occupied.resolve("folder"));

    assertThatThrownBy(() -> new RunResultsArtifact(input()).write(occupied))
        .isInstanceOf(IOException.class);
    assertThat(occupied).exists();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  private JsonNode write() throws IOException {
    Path path = folder.resolve("target").resolve(RunResultsArtifact.FILE_NAME);
    new RunResultsArtifact(input()).write(path);
    return new ObjectMapper().readTree(Files.readAllBytes(path));
  }

  private static RunResultsInput input() {
    NodeResult done = Shop.done(Shop.ORDERS, "INSERT 0 9", 9, START, Duration.ofMillis(500));
    Throwable refused =
        Shop.refused(
            "select amont from raw", "SERROR", "C42703", "Mno column hush in the table", "P8");
    NodeResult failed = Shop.failed(Shop.CUSTOMERS, refused, START, Duration.ofMillis(50));
    NodeResult skipped = Shop.skipped(Shop.TOTALS, "model.shop.orders", START);
    RunHook hook =
        new RunHook(
            "operation.shop.shop-on-run-end-0",
            RunHook.Phase.END,
            0,
            (database, ended) -> "select 1");
    HookResult ended = Shop.hook(hook, START, Duration.ofMillis(10));
    InvocationFacts invocation =
        new InvocationFacts(
            "an-invocation",
            START,
            START.plusSeconds(60),
            ENVIRONMENT,
            new SecretMask(ENVIRONMENT, List.of()));
    RunResult result =
        new RunResult(
            8,
            START,
            START.plusMillis(60_500),
            List.of(done, failed, skipped),
            List.of(ended),
            false);
    return new RunResultsInput(
        invocation,
        result,
        Map.of("which", "run", "vars", Map.of("key", "hush")),
        new FailureText("https://example.org/issues"),
        node -> SqlPlace.NONE);
  }
}
