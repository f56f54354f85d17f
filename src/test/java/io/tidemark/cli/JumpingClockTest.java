package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A clock that is put forwards or back while a job runs changes dates, and nothing else. */
@Timeout(120)
class JumpingClockTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @TempDir private Path folder;

  /** Each time it is asked it is another day. */
  private static final class Leaping extends Clock {

    private final Duration leap;
    private Instant now = Instant.parse("2026-10-05T12:00:00Z");

    Leaping(Duration leap) {
      this.leap = leap;
    }

    @Override
    public synchronized Instant instant() {
      now = now.plus(leap);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static final String WAITING =
      """
      tasks:
        - {id: landed, wait_for: {sql: "insert into TRACE (what) values ('look') returning (select count(*) >= 1 from TRACE)", poke_interval: 1s, timeout: 1h}}
        - {id: twice, sql: "select 1 / ({{ try_number }} - 1)", retries: 1, retry_delay: 1s, execution_timeout: 1h, depends_on: [landed]}
        - {id: models, select: m, depends_on: [twice]}
        - {id: never, wait_for: {sql: "select false", poke_interval: 1s, timeout: 2s, soft_fail: true}}
      """;

  @Test
  void whoWaitsIsNotHurriedByAClockThatLeapsAhead() throws IOException {
    waits("ahead", Duration.ofDays(1));
  }

  @Test
  void whoWaitsDoesNotWaitForEverWhereTheClockGoesBack() throws IOException {
    waits("back", Duration.ofDays(-1));
  }

  private void waits(String schema, Duration leap) throws IOException {
    JobFolder shop =
        JobFolder.in(folder, database, schema)
            .model("m", "{{ config(materialized='table') }} select 1 as id")
            .job("daily", WAITING);
    Clock clock = new Leaping(leap);

    shop.project().runAt(clock, "run", "--job", "daily", "--date", "2026-10-05").succeeded();

    assertThat(shop.traces()).containsExactly("look", "look");
    assertThat(shop.states("daily"))
        .containsExactly(
            "landed=COMPLETED/COMPLETED",
            "models=COMPLETED/COMPLETED",
            "models/model.shop.m=COMPLETED/COMPLETED",
            "never=COMPLETED/SKIPPED",
            "twice=COMPLETED/COMPLETED");
    JsonNode run = json(shop, "runs", "--job", "daily");
    String id = run.get(0).get("run").asText();
    JsonNode steps = json(shop, "runs", "show", id).get("steps");
    assertThat(steps).hasSize(5).allMatch(step -> isMeasured(step.get("seconds").asDouble()));
    shop.project().run("runs", "show", id, "--gantt").succeeded();
    JsonNode results = new ObjectMapper().readTree(shop.project().read("target/run_results.json"));
    assertThat(results.get("results"))
        .hasSize(1)
        .allMatch(result -> isMeasured(result.get("execution_time").asDouble()));
  }

  private static boolean isMeasured(double seconds) {
    return seconds >= 0 && seconds < 120;
  }

  private static JsonNode json(JobFolder shop, String... arguments) throws IOException {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--output";
    all[arguments.length + 1] = "json";
    return new ObjectMapper().readTree(shop.project().run(all).succeeded().out());
  }

  @Test
  void noIntervalIsRunTwiceOrLeftOutWhereTheDateWasWrongForAWhile() {
    JobFolder shop =
        JobFolder.in(folder, database, "dates")
            .job(
                "daily",
                """
                schedule: "@daily"
                start_date: 2026-10-02
                catchup: true
                tasks: [{id: a, sql: "insert into TRACE (what) values ('{{ ds }}')"}]
                """);

    for (String now :
        List.of(
            "2026-10-04T12:00:00Z",
            "2026-10-03T12:00:00Z",
            "2026-09-01T12:00:00Z",
            "2026-10-06T00:30:00Z",
            "2026-10-05T23:30:00Z",
            "2026-10-06T01:30:00Z")) {
      Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
      shop.project().runAt(clock, "run", "--job", "daily").succeeded();
    }

    assertThat(shop.traces())
        .containsExactly("2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05");
  }
}
