package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.ConnectionSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What schedulers are given is read by their own programs, and launches the job. */
class ScheduleExportCommandTest {

  private static final String DAILY =
      """
      job: daily_orders
      description: |
        Orders into the marts, "once" a day
        at 100 %
      schedule: "30 2 * * *"
      timezone: Europe/Zurich
      start_date: 2024-01-01
      catchup: true
      max_active_runs: 2
      tags: [orders, "it's"]
      params: {region: {description: must be given}}
      tasks: [{id: all, select: "*"}]
      """;

  private static final ConnectionSettings NOWHERE =
      ConnectionSettings.builder("localhost", "nobody", "nowhere").port(1).build();

  private final Path folder;
  private final ProjectFolder project;

  ScheduleExportCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.project = ProjectFolder.in(folder.resolve("my shop's 100%"), NOWHERE, "public");
  }

  @BeforeEach
  void withAJob() {
    project.file("jobs/daily.yml", DAILY);
    project.file(
        "profiles.yml",
        project
            .read("profiles.yml")
            .replaceAll("password: .*", "password: \"{{ env_var('NO_SUCH_PASSWORD') }}\"")
            .replaceAll("user: .*", "user: '{{ env_var(\"SHOP_USER\", \"shop\") }}'"));
  }

  private Outcome export(String to, String... more) {
    String[] words = new String[more.length + 6];
    List.of("schedule", "export", "--to", to, "--param", "region=it's $HOME 50%").toArray(words);
    System.arraycopy(more, 0, words, 6, more.length);
    return project.run(words);
  }

  /** The line is run as cron runs it, with a program that says what it was given. */
  @Test
  void aCrontabLineLaunchesTheJob() throws Exception {
    Path program = program();
    Files.writeString(folder.resolve("env"), "NO_SUCH_PASSWORD='a b'\n");

    Outcome exported =
        export(
                "cron",
                "--program",
                program.toString(),
                "--env-file",
                folder.resolve("env").toString())
            .succeeded()
            .says("CRON_TZ=Europe/Zurich\n30 2,3 * * * cd ", "# at 100 %", "the clocks change");
    assertThat(exported.err()).isEmpty();
    assumeTrue(run("", "sh", "-c", "command -v flock").exitCode() == 0, "flock is not here");
    String line =
        exported.lines().stream().filter(one -> one.startsWith("30 2")).findFirst().orElseThrow();
    String command = line.substring("30 2,3 * * * ".length());
    assertThat(command.replace("\\%", "")).doesNotContain("%");
    Outcome launched = run("", "/bin/sh", "-c", command.replace("\\%", "%"));

    assertThat(launched.exitCode()).as(launched.all()).isZero();
    assertThat(project.read("logs/daily_orders.log"))
        .isEqualTo(
            "a b\n%s\nrun\n--job\ndaily_orders\n--param\nregion=it's $HOME 50%%\n--lock-timeout\n3600\n"
                .formatted(project.root()));
  }

  /**
   * Debian's crontab checks a file with -n, cronie's with -T; to each the other option is wrong.
   */
  @Test
  void cronTakesTheCrontab() throws IOException {
    assumeTrue(run("", "sh", "-c", "command -v crontab").exitCode() == 0, "crontab is not here");
    String usage = run("", "crontab", "-h").all();
    assumeTrue(usage.contains("-T") || usage.contains("dry run"), "crontab can't check a file");
    export("cron", "--output", "cron").succeeded();

    Outcome checked =
        run(
            "",
            "crontab",
            usage.contains("dry run") ? "-n" : "-T",
            project.root().resolve("cron/tidemark.crontab").toString());

    assertThat(checked.exitCode()).as(checked.all()).isZero();
  }

  @Test
  void systemdVerifiesServiceAndTimer() throws Exception {
    Path program = program();
    export("systemd", "--output", "units", "--program", program.toString())
        .succeeded()
        .says("reads SHOP_USER, NO_SUCH_PASSWORD from the environment");

    assertThat(project.read("units/tidemark-shop-daily_orders.timer"))
        .contains("OnCalendar=*-*-* 02,03:30:00 Europe/Zurich\n", "Persistent=true\n");
    assertThat(project.read("units/tidemark-shop-daily_orders.service"))
        .contains(
            "run --job daily_orders --param \"region=it's $$HOME 50%%\" --lock-timeout 3600\n")
        .contains(
            "RestartPreventExitStatus=2", "StartLimitBurst=5\n", "SHOP_USER NO_SUCH_PASSWORD");
    assumeTrue(run("", "sh", "-c", "command -v systemd-analyze").exitCode() == 0);
    Path units = project.root().resolve("units");
    Outcome verified =
        run(
            "",
            "systemd-analyze",
            "verify",
            units.resolve("tidemark-shop-daily_orders.timer").toString(),
            units.resolve("tidemark-shop-daily_orders.service").toString());
    assertThat(verified.all().lines().filter(line -> line.contains("tidemark"))).isEmpty();
  }

  @Test
  void kubernetesTakesTheCronJob() throws IOException {
    String text =
        export(
                "kubernetes",
                "--image",
                "registry.example.org/shop:1.0",
                "--namespace",
                "data",
                "--secret",
                "shop-db")
            .succeeded()
            .out();

    Object written = new Yaml().load(text);
    JsonNode cronJob = new ObjectMapper().valueToTree(written);
    assertThat(cronJob.at("/metadata/name").asText()).isEqualTo("tidemark-shop-daily-orders");
    assertThat(cronJob.at("/spec/schedule").asText()).isEqualTo("30 2,3 * * *");
    assertThat(cronJob.at("/spec/timeZone").asText()).isEqualTo("Europe/Zurich");
    assertThat(cronJob.at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
    JsonNode container = cronJob.at("/spec/jobTemplate/spec/template/spec/containers/0");
    assertThat(container.at("/args").toString())
        .isEqualTo(
            """
            ["run","--job","daily_orders","--param","region=it's $HOME 50%","--lock-timeout","3600"]\
            """);
    assertThat(container.at("/workingDir").asText()).isEqualTo("/project");
    assertThat(container.at("/env").toString())
        .isEqualTo(
            """
            [{"name":"SHOP_USER","valueFrom":{"secretKeyRef":{"name":"shop-db","key":"SHOP_USER","optional":true}}},\
            {"name":"NO_SUCH_PASSWORD","valueFrom":{"secretKeyRef":{"name":"shop-db","key":"NO_SUCH_PASSWORD"}}}]\
            """);

    // kubectl reads it into Kubernetes' own types, and what those don't know is gone.
    assumeTrue(run("", "sh", "-c", "command -v kubectl").exitCode() == 0);
    Outcome read = run(text, "kubectl", "label", "--local", "-f", "-", "-o", "json", "checked=yes");
    assertThat(read.exitCode()).as(read.all()).isZero();
    Outcome typed =
        run(read.out(), "kubectl", "set", "env", "--local", "-f", "-", "-o", "json", "A=b");
    assertThat(typed.exitCode()).as(typed.all()).isZero();
    assertHolds(new ObjectMapper().readTree(typed.out()), cronJob, "");
  }

  private static void assertHolds(JsonNode whole, JsonNode part, String at) {
    if (part.isObject()) {
      part.properties()
          .forEach(
              one ->
                  assertHolds(whole.path(one.getKey()), one.getValue(), at + "/" + one.getKey()));
    } else if (part.isArray()) {
      for (int i = 0; i < part.size(); i++) {
        assertHolds(whole.path(i), part.get(i), at + "/" + i);
      }
    } else {
      assertThat(whole).as(at).isEqualTo(part);
    }
  }

  /** Airflow is not installed where the tests run; these are the names of it that the file uses. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void anAirflowDagLaunchesEachInterval(int version) throws Exception {
    assumeTrue(run("", "sh", "-c", "command -v python3").exitCode() == 0);
    String dag = export("airflow", "--program", "/opt/{{tidemark}}").succeeded().out();
    project.file("dag.py", dag);

    Outcome ran = run(AIRFLOW.formatted(version), "python3", "-", project.root() + "/dag.py");

    assertThat(ran.exitCode()).as(ran.all()).isZero();
    JsonNode told = new ObjectMapper().readTree(ran.out());
    assertThat(told.at("/dag/dag_id").asText()).isEqualTo("tidemark-shop-daily_orders");
    assertThat(told.at("/dag/description").asText())
        .isEqualTo("Orders into the marts, \"once\" a day\nat 100 %\n");
    assertThat(told.at("/dag/schedule").asText()).isEqualTo("30 2 * * * Europe/Zurich");
    assertThat(told.at("/dag/start_date").asText()).isEqualTo("2023-12-31T23:00:00Z");
    assertThat(told.at("/dag/catchup").asBoolean()).isTrue();
    assertThat(told.at("/dag/max_active_runs").asInt()).isEqualTo(2);
    assertThat(told.at("/dag/tags").toString()).isEqualTo("[\"tidemark\",\"orders\",\"it's\"]");
    assertThat(told.at("/operator/retries").asInt()).isEqualTo(3);
    assertThat(told.at("/operator/bash_command").asText())
        .isEqualTo(
            "cd '%s' && '/opt/{{ '{{' }}tidemark}}' run --job daily_orders --param"
                    .formatted(project.root().toString().replace("'", "'\\''"))
                + " 'region=it'\\''s $HOME 50%' --lock-timeout 3600"
                + " --date \"{{ data_interval_start | ts }}\"");
  }

  @Test
  void aTemplateOfTheProjectGoesFirst() {
    project.file(
        "jobs/templates/crontab.mustache",
        "{{#jobs}}\n{{{schedule}}} {{program}} {{{job}}}\n{{/jobs}}\n");
    assertThat(export("cron", "--program", "a b").succeeded().out())
        .isEqualTo("30 2,3 * * * 'a b' daily_orders\n");

    project.file("jobs/templates/crontab.mustache", "# x\n{{#jobs}}\n{{shedule}}\n{{/jobs}}\n");
    export("cron")
        .refused()
        .says("\"shedule\" is not known", "jobs/templates/crontab.mustache:3", "\"schedule\"?");
    project.file("jobs/templates/crontab.mustache", "{{#jobs}}\n");
    export("cron").refused().says("The template can't be read", "jobs/templates/crontab.mustache");
  }

  @Test
  void whatCantBeExportedIsSaid() {
    project.run("schedule", "export").refused().says("--to");
    project.run("schedule", "export", "--to", "crom").refused().says("cron, systemd");
    project.run("schedule", "export", "--to", "cron").refused().says("has to be given \"region\"");
    export("cron", "--param", "regiom=1").refused().says("has no param \"regiom\"", "\"region\"?");
    export("cron", "--job", "daily_order").refused().says("Did you mean \"daily_orders\"?");
    export("kubernetes").refused().says("Kubernetes has to know the image");
    export("cron", "--program", "a\nb").refused().says("line breaks");

    project.file("jobs/daily.yml", DAILY.replace("Europe/Zurich", "\"+01:00\""));
    export("systemd").refused().says("No scheduler knows the time zone \"+01:00\"", "daily.yml:1");
    project.file("jobs/daily.yml", DAILY.replace("30 2 * * *", "30 2 L * *"));
    export("systemd").refused();
    project.file(
        "jobs/daily.yml", DAILY.replaceAll("schedule.*\n", "").replace("catchup: true\n", ""));
    export("cron").refused().says("no job to export", "no schedule: daily_orders");
    export("cron", "--job", "daily_orders").refused().says("has no schedule");
    assertThat(export("airflow").succeeded().out()).contains("schedule=None");
  }

  private Path program() throws IOException {
    Path program = folder.resolve("tide mark");
    Files.writeString(
        program, "#!/bin/sh\nprintf '%s\\n' \"${NO_SUCH_PASSWORD:-}\" \"$PWD\" \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private static Outcome run(String input, String... command) {
    try {
      Path err = Files.createTempFile("err", "");
      Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Outcome outcome = new Outcome(process.waitFor(), out, Files.readString(err));
      Files.delete(err);
      return outcome;
    } catch (IOException e) {
      throw new IllegalStateException(Map.of("command", List.of(command)).toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static final String AIRFLOW =
      """
      import json, sys, types
      told = {}
      def module(name, **names):
          made = types.ModuleType(name)
          made.__dict__.update(names)
          sys.modules[name] = made
      class DAG:
          def __init__(self, **given): told["dag"] = given
          def __enter__(self): return self
          def __exit__(self, *failure): pass
      class BashOperator:
          def __init__(self, **given): told["operator"] = given
      def timetable(cron, *, timezone): return cron + " " + timezone
      module("pendulum", timezone=lambda name: name, parse=lambda text: text)
      if %d == 2:
          module("airflow", DAG=DAG)
          module("airflow.operators")
          module("airflow.operators.bash", BashOperator=BashOperator)
          module("airflow.timetables")
          module("airflow.timetables.interval", CronDataIntervalTimetable=timetable)
      else:
          module("airflow")
          module("airflow.sdk", DAG=DAG, CronDataIntervalTimetable=timetable)
          for name in ["providers", "providers.standard", "providers.standard.operators"]:
              module("airflow." + name)
          module("airflow.providers.standard.operators.bash", BashOperator=BashOperator)
      with open(sys.argv[1], encoding="utf-8") as file:
          exec(compile(file.read(), sys.argv[1], "exec"), {})
      print(json.dumps(told, default=str))
      """;
}
