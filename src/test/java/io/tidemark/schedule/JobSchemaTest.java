package io.tidemark.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What editors are told of job files is what is read. */
class JobSchemaTest {

  private static final Path FILE = Path.of("docs/job.schema.json");

  private static final String ALL =
      """
      job: daily_orders
      description: Orders into the marts, once a day
      schedule: "0 3 * * *"
      timezone: Europe/Zurich
      start_date: "2024-01-01"
      end_date: 2030-01-01
      catchup: true
      max_active_runs: 3
      event_time: interval
      tags: [orders]
      params: {region: EU, limit: {default: 10, identifying: true}, key: {description: must be given}}
      defaults: {retries: 2, retry_delay: 30s, retry_exponential_backoff: true, max_retry_delay: 1h 30m}
      tasks:
        - {id: fresh, freshness: raw}
        - {id: orders, select: [a, b], exclude: c, full_refresh: true, depends_on: fresh, pool: heavy}
        - {id: refresh, sql: "select 1", depends_on: [orders], when: "select true", priority_weight: 2}
        - {id: file, sql: {file: sql/x.sql}, execution_timeout: 2 days, depends_on_past: true}
        - {id: shell, command: "./bin/notify", trigger_rule: one_failed}
        - {id: argv, command: [./bin/notify, 1], env: {A: b}, skip_on_exit_code: 99, on_retry: {command: x}}
        - {id: landed, wait_for: {sql: "select true", poke_interval: 5s, timeout: 1h, soft_fail: true}}
        - {id: waits, wait_for: "select true"}
        - {id: check, test: marts}
      on_failure: {command: ["./bin/alert", "{{ run_id }}"]}
      on_success: {post: "https://example.org", headers: {A: b}, body: {text: "{{ run_id }}"}}
      """;

  private static final String POOLS = "pools: {heavy: 2}";

  private final JsonNode written = new ObjectMapper().readTree(Files.readString(FILE));
  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(written);

  JobSchemaTest() throws IOException {}

  /** The reader tells all keys that it knows at a place when it meets one that it doesn't. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/definitions/job/properties|unknown: 1",
        "/definitions/task/properties|tasks: [{id: a, select: b, unknown: 1}]",
        "/definitions/job/properties/defaults/properties|defaults: {unknown: 1}",
        "/definitions/job/properties/params/additionalProperties/anyOf/2/properties|params: {a: {unknown: 1}}",
        "/definitions/callback/properties|on_failure: {command: x, unknown: 1}",
        "/definitions/task/properties/sql/anyOf/1/properties|tasks: [{id: a, sql: {unknown: 1}}]",
        "/definitions/task/properties/wait_for/anyOf/1/properties|tasks: [{id: a, wait_for: {unknown: 1}}]",
      })
  void itHasTheKeysOfTheReader(String at, String yaml) {
    List<String> keys = new ArrayList<>();
    written.at(at).fieldNames().forEachRemaining(keys::add);

    assertThat(keys).containsExactlyInAnyOrderElementsOf(allowed("job: x\n" + yaml));
  }

  @Test
  void itHasTheNamesOfTheReader() {
    List<String> rules = new ArrayList<>();
    written
        .at("/definitions/task/properties/trigger_rule/enum")
        .forEach(one -> rules.add(one.asText()));
    assertThat(rules).containsExactlyElementsOf(TriggerRule.names());

    String schedules = written.at("/definitions/job/properties/schedule/pattern").asText();
    assertThat(CronSchedule.presets()).allMatch(preset -> preset.matches(schedules));
  }

  @Test
  void aJobWithEverythingIsValidToBoth() {
    assertThat(validate(ALL)).isEmpty();
    assertThat(validate(POOLS)).isEmpty();
    Jobs read =
        Jobs.read(
            List.of(SourceText.of("jobs/x.yml", ALL), SourceText.of("jobs/pools.yml", POOLS)));
    assertThat(read.all()).hasSize(1);
  }

  @Test
  void theJobsOfThisRepositoryAreValid() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(Path.of("jobs"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> found = Files.list(folder)) {
          found.filter(file -> file.toString().endsWith(".yml")).forEach(files::add);
        }
      }
    }
    for (Path file : files) {
      assertThat(validate(Files.readString(file))).as(file.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tasks: [{id: a, select: b}]",
        "job: x",
        "job: x\ntasks: []",
        "job: x\nshedule: '@daily'\ntasks: [{id: a, select: b}]",
        "job: x\nschedule: '@dayly'\ntasks: [{id: a, select: b}]",
        "job: x\nschedule: '* * *'\ntasks: [{id: a, select: b}]",
        "job: x\nmax_active_runs: 0\ntasks: [{id: a, select: b}]",
        "job: x\ntasks: [{select: b}]",
        "job: x\ntasks: [{id: a}]",
        "job: x\ntasks: [{id: a, select: b, sql: c}]",
        "job: x\ntasks: [{id: a, sql: b, env: {A: b}}]",
        "job: x\ntasks: [{id: a, select: b, retry_delay: 30}]",
        "job: x\ntasks: [{id: a, select: b, retry_delay: 30 parsecs}]",
        "job: x\ntasks: [{id: a, select: b, trigger_rule: all_sucess}]",
        "job: x\ntasks: [{id: a, select: b, on_failure: {}}]",
        "job: x\ntasks: [{id: a, select: b, on_failure: {command: a, post: b}}]",
        "pools: {a: 0}",
        "pools: {a: 1}\nother: 1",
        "job: x\ntasks: [{id: a, command: b, skip_on_exit_code: 256}]",
      })
  void whatIsWrongIsWrongToBoth(String yaml) {
    assertThat(validate(yaml)).isNotEmpty();
    assertThat(problems(yaml)).isNotEmpty();
  }

  private Set<ValidationMessage> validate(String yaml) {
    Object value =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(yaml.replaceAll("(start|end)_date: ([0-9-]+)", "$1_date: \"$2\""));
    return schema.validate(new ObjectMapper().valueToTree(value));
  }

  private static List<Problem> problems(String yaml) {
    return catchThrowableOfType(
            ProjectException.class, () -> Jobs.read(List.of(SourceText.of("jobs/x.yml", yaml))))
        .problems();
  }

  private static List<String> allowed(String yaml) {
    return problems(yaml).stream()
        .filter(problem -> problem.what().contains("\"unknown\""))
        .map(problem -> String.valueOf(problem.found()))
        .map(found -> found.replaceFirst("^Allowed: (.*)\\.$", "$1"))
        .flatMap(found -> Stream.of(found.split(", ", -1)))
        .toList();
  }
}
