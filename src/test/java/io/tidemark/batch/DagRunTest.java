package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.graph.Node;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job that runs a DAG: order, threads, failures, what the job repository says, restarts. */
class DagRunTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private Path folder;
  private TestProject project;

  @BeforeEach
  void anEmptyProject(@TempDir Path directory) {
    folder = directory;
    database.execute("drop schema if exists tidemark cascade");
    database.execute("drop schema public cascade; create schema public");
    project = new TestProject(folder, database.settings());
  }

  @Test
  void aNodeRunsAfterAllThatItReads() {
    project
        .threads(4)
        .model("d", "select * from {{ ref('b') }} union all select * from {{ ref('c') }}")
        .model("b", "select * from {{ ref('a') }}")
        .model("c", "select * from {{ ref('a') }}")
        .model("a", "select 1 as id");

    RunResult result = project.run();

    assertThat(result.successful()).isTrue();
    List<String> order = result.results().stream().map(r -> r.node().name()).toList();
    assertThat(order).startsWith("a").endsWith("d").containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(steps())
        .containsExactly(
            "model.shop.a COMPLETED COMPLETED",
            "model.shop.b COMPLETED COMPLETED",
            "model.shop.c COMPLETED COMPLETED",
            "model.shop.d COMPLETED COMPLETED");
  }

  @Test
  void asManyNodesRunAtOnceAsThereAreThreads() {
    CyclicBarrier together = new CyclicBarrier(3);
    project.threads(3).tell(new Meeting(together));
    for (String name : List.of("a", "b", "c")) {
      project.model(name, "select 1 as id");
    }

    RunResult result = project.run();

    assertThat(result.successful()).isTrue();
    assertThat(result.results()).extracting(NodeResult::thread).doesNotHaveDuplicates();
    assertThat(together.isBroken()).isFalse();
  }

  @Test
  void aFailureSkipsWhatReadsItAndNothingElse() {
    failingDag();

    RunResult result = project.run();

    assertThat(result.successful()).isFalse();
    assertThat(result.results())
        .extracting(r -> r.node().name() + " " + r.status().dbtName() + " " + r.failedUpstream())
        .containsExactlyInAnyOrder(
            "bad error null",
            "after skipped model.shop.bad",
            "last skipped model.shop.bad",
            "good success null");
    assertThat(steps())
        .containsExactly(
            "model.shop.after FAILED UPSTREAM_FAILED",
            "model.shop.bad FAILED FAILED",
            "model.shop.good COMPLETED COMPLETED",
            "model.shop.last FAILED UPSTREAM_FAILED");
    assertThat(jobs()).containsExactly("FAILED");
  }

  @Test
  void aRestartRunsWhatIsLeft() {
    failingDag();
    project.run();
    Object good = version("good");
    project.model("bad", "select 1 as id");
    RecordedRun restart = new RecordedRun();

    RunResult result = project.tell(restart).restart();

    assertThat(result.successful()).isTrue();
    assertThat(result.results())
        .extracting(r -> r.node().name())
        .containsExactly("bad", "after", "last");
    assertThat(version("good")).isEqualTo(good);
    assertThat(restart.starts())
        .singleElement()
        .satisfies(
            start -> {
              assertThat(start.alreadyDone()).containsExactly("model.shop.good");
              assertThat(start.nodes())
                  .containsExactly("model.shop.bad", "model.shop.after", "model.shop.last");
            });
    assertThat(jobs()).containsExactly("FAILED", "COMPLETED");
  }

  @Test
  void failFastStartsNothingMoreAndARestartDoesWhatWasDoneNoMore() {
    project
        .failFast()
        .model("a", "{{ config(materialized='table') }} select 1 as id")
        .model("b", "select 1 / 0 as id from {{ ref('a') }} limit 0 offset 'x'")
        .model("z", "select 1 as id from {{ ref('a') }}");

    RunResult first = project.run();
    Object version = version("a");
    RunResult second = project.restart();
    RunResult third = project.model("b", "select 1 as id from {{ ref('a') }}").restart();

    assertThat(first.count(RunStatus.SUCCESS)).isEqualTo(1);
    assertThat(first.count(RunStatus.SKIPPED)).isEqualTo(1);
    assertThat(second.results()).extracting(r -> r.node().name()).containsExactly("b", "z");
    assertThat(third.successful()).isTrue();
    assertThat(version("a")).isEqualTo(version);
  }

  @Test
  void aStartHookThatFailsDoesNotMakeDoneNodesUndone() {
    project.model("a", "{{ config(materialized='table') }} select 1 as id");
    project.model("bad", "select no_such_column");
    project.with(
        "dbt_project.yml",
        "name: shop\nprofile: shop\non-run-start: \"select 1 from public.switch\"\n");
    database.execute("create table public.switch ()");
    project.run();
    Object version = version("a");
    database.execute("drop table public.switch");

    RunResult failed = project.restart();
    database.execute("create table public.switch ()");
    RunResult again = project.restart();

    assertThat(failed.results()).extracting(r -> r.node().name()).containsExactly("bad");
    assertThat(failed.count(RunStatus.SKIPPED)).isEqualTo(1);
    assertThat(again.results()).extracting(r -> r.node().name()).containsExactly("bad");
    assertThat(version("a")).isEqualTo(version);
  }

  @Test
  void threeHundredStepsOnEightThreadsAreAllRecorded() {
    project.threads(8);
    for (int i = 0; i < 300; i++) {
      project.model("m" + i, "select " + i + " as id");
    }

    RunResult result = project.run();

    assertThat(result.count(RunStatus.SUCCESS)).isEqualTo(300);
    assertThat(
            database.queryText(
                "select count(*) || ' ' || count(*) filter (where status = 'COMPLETED')"
                    + " from tidemark.batch_step_execution"))
        .isEqualTo("300 300");
  }

  @Test
  void stepsCountTheRowsOfTheirOwnExecution() {
    database.execute(
        "create table public.raw as select i as id, 'x' as note from generate_series(1, 10) i");
    project.model(
        "orders",
        "{{ config(materialized='incremental', unique_key='id', chunk_size=100) }}"
            + " select * from public.raw");
    project.run();
    database.execute(
        """
        truncate public.raw;
        insert into public.raw select i, rpad('y', 200) from generate_series(1, 1000) i;
        create function public.refuse() returns trigger language plpgsql as
          $$ begin if new.id = 800 then raise exception 'no'; end if; return new; end $$;
        create trigger refuse before insert on public.orders
          for each row execute function public.refuse()
        """);
    project.run();
    database.execute("drop trigger refuse on public.orders");
    project.restart();

    List<List<Object>> counts =
        database
            .query(
                "select status, read_count, write_count, commit_count"
                    + " from tidemark.batch_step_execution order by step_execution_id")
            .stream()
            .map(row -> row.stream().map(Objects::requireNonNull).toList())
            .toList();

    assertThat(counts.get(0)).containsExactly("COMPLETED", 10L, 10L, 1L);
    long loaded = (Long) counts.get(1).get(1);
    assertThat(loaded).isBetween(500L, 799L);
    assertThat(counts.get(1)).containsExactly("FAILED", loaded, loaded, counts.get(1).get(3));
    // What was left of the frozen increment, and then the model's rows once more.
    assertThat(counts.get(2).get(1)).isEqualTo(1000 - loaded + 1000);
    assertThat(counts.get(2).get(2)).isEqualTo(1000 - loaded + 1000);
  }

  @Test
  void namesOfAnyLengthAreSteps() {
    String folderName = "f".repeat(60);
    String one = "m".repeat(40) + "_one";
    String path = folderName + "/" + folderName + "/" + one;
    project.with("dbt_project.yml", "name: " + "p".repeat(90) + "\nprofile: shop\n");
    project.model(path, "select 1 as id").model("two", "select * from {{ ref('" + one + "') }}");

    assertThat(project.run().successful()).isTrue();
    assertThat(
            database.queryText("select max(length(step_name)) from tidemark.batch_step_execution"))
        .isEqualTo("100");
  }

  @Test
  void aFailureIsOneNodesResultWhateverThrows() {
    project.model("a", "{{ config(pre_hook='{{ no_such() }}') }} select 1 as id");
    project.model("b", "select 1 as id");

    RunResult result = project.run();

    assertThat(result.count(RunStatus.ERROR)).isEqualTo(1);
    assertThat(result.count(RunStatus.SUCCESS)).isEqualTo(1);
  }

  @Test
  void aListenerThatThrowsEndsTheRunAndDoesNotHangIt() {
    project
        .tell(
            new RecordedRun() {
              @Override
              public void nodeFinished(NodeResult result) {
                throw new IllegalStateException("the console is closed");
              }
            })
        .model("a", "select 1 as id")
        .model("b", "select * from {{ ref('a') }}");

    assertThatThrownBy(() -> project.run())
        .isInstanceOf(RunBrokenException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(jobs()).containsExactly("FAILED");
  }

  @Test
  void aStopIsRecordedAndNothingNewStarts() {
    project
        .tell(
            new RecordedRun() {
              @Override
              public void nodeStarted(Node node) {
                project.stopSignal().stop();
              }
            })
        .model("a", "select 1 as id")
        .model("b", "select 1 as id");

    RunResult stopped = project.run();

    assertThat(stopped.stopped()).isTrue();
    assertThat(stopped.successful()).isFalse();
    assertThat(jobs()).containsExactly("STOPPED");
    assertThat(steps())
        .containsExactly("model.shop.a STOPPED STOPPED", "model.shop.b STOPPED NOT_STARTED");
    RunResult continued = new TestProject(folder, database.settings()).restart();
    assertThat(continued.successful()).isTrue();
    assertThat(continued.count(RunStatus.SUCCESS)).isEqualTo(2);
  }

  private void failingDag() {
    project
        .model("bad", "select no_such_column")
        .model("after", "select * from {{ ref('bad') }}")
        .model("last", "select * from {{ ref('after') }}")
        .model("good", "{{ config(materialized='table') }} select 1 as id");
  }

  /** A table that is built again is another one. */
  private Object version(String table) {
    return Objects.requireNonNull(
        database.queryText("select 'public.%s'::regclass::oid".formatted(table)));
  }

  private List<String> steps() {
    return texts(
        "select step_name || ' ' || status || ' ' || exit_code"
            + " from tidemark.batch_step_execution order by step_name collate \"C\"");
  }

  private List<String> jobs() {
    return texts("select status from tidemark.batch_job_execution order by job_execution_id");
  }

  private static List<String> texts(String query) {
    return database.query(query).stream().map(row -> String.valueOf(row.get(0))).toList();
  }

  /** Lets no node begin before as many have begun as there are to meet. */
  private static final class Meeting extends RecordedRun {

    private final CyclicBarrier together;

    Meeting(CyclicBarrier together) {
      this.together = together;
    }

    @Override
    public void nodeStarted(Node node) {
      try {
        together.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("never so many at once", e);
      }
    }
  }
}
