package io.tidemark.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a job file says, and that all that is wrong with it is told at once. */
class JobsTest {

  @Test
  void aJobIsReadWhole() {
    Job job =
        read(
                """
                job: daily_orders
                description: Orders into the marts, once a day
                schedule: "0 3 * * *"
                timezone: Europe/Zurich
                start_date: 2024-01-01
                catchup: true
                event_time: interval
                params: {region: EU, limit: {default: 10, identifying: true}, key: {description: must be given}}
                defaults: {retries: 2, retry_delay: 30s, retry_exponential_backoff: true, max_retry_delay: 10m, execution_timeout: 1h}
                tasks:
                  - {id: fresh, freshness: raw}
                  - {id: orders, select: "+incremental_orders", depends_on: [fresh], retries: 0, pool: heavy}
                  - {id: refresh, sql: "select marts.refresh('{{ ds }}')", depends_on: orders}
                  - {id: page_me, command: "./bin/notify {{ run_id }}", trigger_rule: one_failed, depends_on: [orders]}
                  - {id: argv, command: [./bin/notify, "two words"], env: {A: b}, skip_on_exit_code: 99}
                  - {id: landed, wait_for: {sql: "select true", poke_interval: 5s, timeout: 1h 30m, soft_fail: true}}
                  - {id: check, test: marts}
                on_failure: {command: "./bin/alert {{ job }} {{ run_id }}"}
                on_success: {post: "https://example.org/hook", body: {text: "{{ run_id }}"}}
                """,
                "pools: {heavy: 1}")
            .named("daily_orders");

    assertThat(job.startDate()).isEqualTo(Instant.parse("2023-12-31T23:00:00Z"));
    assertThat(job.params()).extracting(Param::required).containsExactly(false, false, true);
    assertThat(job.params()).extracting(Param::identifying).containsExactly(false, true, false);
    Task fresh = job.task("fresh").orElseThrow();
    assertThat(fresh.policy().retries())
        .isEqualTo(new Retries(2, Duration.ofSeconds(30), true, Duration.ofMinutes(10)));
    assertThat(fresh.policy().executionTimeout()).isEqualTo(Duration.ofHours(1));
    Task orders = job.task("orders").orElseThrow();
    assertThat(orders.policy().retries().count()).isZero();
    assertThat(orders.policy().pool()).isEqualTo("heavy");
    assertThat(orders.work())
        .isEqualTo(new TaskWork.Select(List.of("+incremental_orders"), List.of(), false));
    assertThat(job.task("page_me").orElseThrow().policy().triggerRule())
        .isEqualTo(TriggerRule.ONE_FAILED);
    assertThat(job.task("argv").orElseThrow().work())
        .isInstanceOfSatisfying(
            TaskWork.Command.class,
            command -> {
              assertThat(command.shell()).isFalse();
              assertThat(command.words()).containsExactly("./bin/notify", "two words");
              assertThat(command.skipExitCode()).isEqualTo(99);
            });
    assertThat(job.task("landed").orElseThrow().work())
        .isInstanceOfSatisfying(
            TaskWork.WaitFor.class,
            wait -> assertThat(wait.timeout()).isEqualTo(Duration.ofMinutes(90)));
    assertThat(job.dag().order()).containsSubsequence("fresh", "orders", "refresh");
    assertThat(job.callbacks().onSuccess()).isInstanceOf(Callback.Post.class);
  }

  @Test
  void allThatIsWrongIsToldWithItsLine() {
    String told =
        problems(
            """
            job: broken
            shedule: "@daily"
            schedule: "0 0 30 2 *"
            timezone: Europe/Zuerich
            catchup: yes
            max_active_runs: 0
            defaults: {retry_delay: 30}
            tasks:
              - {id: one, select: a, depends_on: [too]}
              - {id: two, select: b, sql: "select 1"}
              - {id: three, depends_on: [one]}
              - {id: two, select: c}
              - {id: five, select: d, trigger_rule: all_sucess, env: {A: b}}
              - {select: e}
            on_failure: {mail: me}
            """);

    assertThat(told)
        .contains("jobs/1.yml:2", "There is no key \"shedule\" here", "Did you mean \"schedule\"?")
        .contains("jobs/1.yml:3", "never comes: there is no such date")
        .contains("There is no time zone \"Europe/Zuerich\"", "Did you mean \"Europe/Zurich\"?")
        .contains("\"catchup\" needs a start_date")
        .contains("\"max_active_runs\" must be a whole number from 1")
        .contains("jobs/1.yml:7", "\"retry_delay\" must be a duration", "Found the number 30.")
        .contains("jobs/1.yml:9", "The task \"one\" depends on \"too\", which is none", "\"two\"?")
        .contains("The task \"two\" does 2 things: select, sql")
        .contains("The task \"three\" does not say what it does")
        .contains("There are two tasks \"two\"")
        .contains("There is no trigger_rule \"all_sucess\"", "Did you mean \"all_success\"?")
        .contains("\"env\" belongs to a task that says \"command\"")
        .contains("A task has no id")
        .contains("\"on_failure\" must say either a command or a URL");
  }

  @Test
  void aCircleIsPrinted() {
    String told =
        problems(
            """
            job: circle
            tasks:
              - {id: a, select: x, depends_on: [c]}
              - {id: b, select: x, depends_on: [a]}
              - {id: c, select: x, depends_on: [b]}
            """);

    assertThat(told).contains("in a circle: ", "jobs/1.yml:3", "jobs/1.yml:4", "jobs/1.yml:5");
  }

  @Test
  void jobsOfJobsMustBeThereAndEnd() {
    assertThat(
            problems(
                "job: a\ntasks: [{id: x, job: b}]",
                "job: b\ntasks: [{id: x, job: a}, {id: y, job: c}]",
                "job: a\ntasks: [{id: x, select: z}]"))
        .contains("The jobs run each other in a circle: ", "There is no job \"c\"")
        .contains("There are two jobs \"a\"");
  }

  @Test
  void whatIsNoJobIsSaid() {
    assertThat(problems("- a\n- b")).contains("A job file must be a mapping", "Found a list");
    assertThat(problems("tasks: []")).contains("does not say the job's name");
    assertThat(problems("job: a")).contains("The job has no task");
    assertThat(read("job: a\ntasks: [{id: x, select: y}]").all()).hasSize(1);
  }

  @Test
  void poolsAreReadAndMustBeThere() {
    Jobs jobs = read("pools: {heavy: 3}", "job: a\ntasks: [{id: x, select: y, pool: heavy}]");

    assertThat(jobs.pools()).containsEntry("heavy", 3);
    assertThat(problems("pools: {heavy: 0}", "job: a\ntasks: [{id: x, select: y, pool: heavi}]"))
        .contains("There is no pool \"heavi\"", "jobs/2.yml:2", "\"heavy\"");
  }

  @Test
  void aNameHoldsNothingThatDividesNames() {
    assertThat(problems("job: a b\ntasks: [{id: x/y, select: z}]"))
        .contains("\"a b\" can't be the name of a job", "jobs/1.yml:1")
        .contains("\"x/y\" can't be the name of a task", "jobs/1.yml:2");
  }

  @Test
  void lettersOfAnyLanguageMakeNames() {
    assertThat(read("job: tägliche_aufträge\ntasks: [{id: été, select: z}]").all()).hasSize(1);
  }

  @Test
  void whatNoTaskCouldDoIsToldBeforeAnyHasRun() {
    String job =
        """
        job: a
        tasks:
          - {id: open, sql: "select {{ ds "}
          - {id: asks, sql: "select 1", when: "{{ ds > }}"}
          - {id: none, command: []}
          - {id: hurry, command: "true", execution_timeout: 0s}
          - id: long
            sql: |
              select 1;
              select {{ 'x' | uper }}
        """;
    assertThat(problems(job))
        .contains("unexpected end of template", "jobs/1.yml:3:21")
        .contains("jobs/1.yml:4:39", "\"command\" is empty", "jobs/1.yml:5:25")
        .contains("leaves no time for anything", "jobs/1.yml:6")
        .contains("No filter named 'uper'", "jobs/1.yml:10\n", "Did you mean 'upper'?");
  }

  @Test
  void aParamThatIsAskedForMustBeThere() {
    String job =
        """
        job: a
        params: {region: EU}
        tasks:
          - {id: good, sql: "select '{{ params.region }} {{ params.other | default('') }} params.x'"}
          - {id: asked, when: "{{ params.other is defined }}", sql: "select '{{ params.get('no') }}'"}
          - {id: wrong, sql: "select '{{ params.regoin }}'"}
          - {id: env, command: "x", env: {A: "{% if params['nowhere'] %}1{% endif %}"}}
        """;
    assertThat(problems(job))
        .contains("The job a has no param \"regoin\"", "jobs/1.yml:6", "\"region\"?")
        .contains("no param \"nowhere\"", "jobs/1.yml:7")
        .doesNotContain("param \"other\"", "param \"x\"", "param \"no\"", "param \"get\"");
  }

  private static Jobs read(String... files) {
    List<SourceText> sources = new ArrayList<>();
    for (String file : files) {
      sources.add(SourceText.of("jobs/" + (sources.size() + 1) + ".yml", file));
    }
    return Jobs.read(sources);
  }

  private static String problems(String... files) {
    ProjectException refused = catchThrowableOfType(ProjectException.class, () -> read(files));
    return refused.problems().stream().map(Problem::render).collect(Collectors.joining("\n"));
  }
}
