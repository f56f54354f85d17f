package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStatus;
import io.tidemark.graph.Microbatch;
import io.tidemark.load.microbatch.BatchResult;
import io.tidemark.load.microbatch.BatchResults;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Batches of event time: dbt's rows, each batch for good once it is committed. */
class MicrobatchTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String MODEL =
      """
      {{ config(materialized='incremental', incremental_strategy='microbatch',
          unique_key='id', event_time='at', batch_size='day', begin='2024-01-01' %s) }}
      select id, at %s from {{ source('raw', 'raw') }}
      """;

  private static final String TABLE = "select * from public.orders";

  private Warehouse warehouse;
  private MicrobatchOracle oracle;

  @BeforeEach
  void ordersOfThreeDays(@TempDir Path folder) {
    warehouse = new Warehouse(folder, database);
    oracle = new MicrobatchOracle(warehouse);
    warehouse.execute(
        """
        create table public.raw (id int, at timestamptz, amount numeric);
        insert into public.raw values
          (1, '2024-01-01 00:00+00', 1), (2, '2024-01-01 23:59:59+00', 2),
          (3, '2024-01-02 00:00+00', 3), (4, '2024-01-03 12:00+00', 4),
          (0, '2023-12-31 23:59+00', 9), (9, null, 9)
        """);
    warehouse
        .project()
        .with(
            "models/sources.yml",
            """
            sources:
              - name: raw
                schema: public
                tables:
                  - name: raw
                    config: {event_time: at}
            """);
    model("");
    at("2024-01-03T18:00:00Z");
  }

  @Test
  void aNewTableIsBuiltFromItsBeginDayByDay() {
    RunResult result = warehouse.run();

    oracle.anew(List.of("2024-01-01", "2024-01-02", "2024-01-03"));
    assertSameRows();
    assertThat(messages())
        .containsExactly("2024-01-01 SELECT 2", "2024-01-02 MERGE 1", "2024-01-03 MERGE 1");
    NodeResult node = result.results().get(0);
    assertThat(node.message()).isEqualTo("SUCCESS");
    assertThat(batches(node).successful()).hasSize(3);
    assertThat(batches(node).failed()).isEmpty();
    assertThat(warehouse.text("select count(*) from tidemark.load_history")).isEqualTo("1");
  }

  /** Late rows within the lookback come in, older ones don't; what was updated is updated. */
  @Test
  void aLaterRunDoesTheCurrentBatchAndItsLookback() {
    warehouse.run();
    oracle.anew(List.of("2024-01-01", "2024-01-02", "2024-01-03"));
    warehouse.execute(
        """
        insert into public.raw values
          (11, '2024-01-01 05:00+00', 11), (12, '2024-01-03 05:00+00', 12),
          (13, '2024-01-04 05:00+00', 13);
        update public.raw set amount = 44 where id = 4;
        update public.raw set at = '2024-01-04 01:00+00', amount = 5 where id = 1;
        delete from public.raw where id = 3
        """);
    at("2024-01-04T09:00:00Z");

    warehouse.run();

    oracle.further(List.of("2024-01-03", "2024-01-04"));
    assertSameRows();
    assertThat(messages()).containsExactly("2024-01-03 MERGE 2", "2024-01-04 MERGE 2");
    assertThat(warehouse.text("select count(*) from public.orders where id in (3, 11)"))
        .isEqualTo("1");
  }

  @Test
  void theFlagsSayWhichBatchesThereAre() {
    warehouse.run();
    oracle.anew(List.of("2024-01-01", "2024-01-02", "2024-01-03"));
    warehouse.execute("update public.raw set amount = amount + 100");

    between("2024-01-01T00:00:00Z", "2024-01-02T15:00:00Z");
    warehouse.run();
    oracle.further(List.of("2024-01-01", "2024-01-02"));
    assertSameRows();

    between("2024-01-01T00:00:00Z", "2024-01-02T15:00:00Z");
    // As in dbt: a full refresh of a part of the time gives a table of that part.
    warehouse.project().fullRefresh(true);
    warehouse.run();
    oracle.anew(List.of("2024-01-01", "2024-01-02"));
    assertSameRows();
    assertThat(warehouse.told().notices())
        .singleElement()
        .asString()
        .contains("is built anew from the batches 2024-01-01 to 2024-01-02 alone");
  }

  /** In dbt is_incremental() is false in all batches of a full refresh, else in the first one. */
  @Test
  void isIncrementalSaysWhatItSaysInDbt() {
    model(", {{ 1 if is_incremental() else 0 }} as amount");
    warehouse.execute("alter table public.raw drop column amount");

    warehouse.run();
    assertThat(warehouse.rows("select id, amount from public.orders order by 1"))
        .containsExactly("(1,0)", "(2,0)", "(3,1)", "(4,1)");

    at("2024-01-03T18:00:01Z");
    warehouse.project().fullRefresh(true);
    warehouse.run();
    assertThat(warehouse.text("select sum(amount) from public.orders")).isEqualTo("0");
  }

  @Test
  void aBatchThatFailsStopsNoOtherAndIsDoneAsWellByTheNextRun() {
    warehouse.run();
    warehouse.execute(
        """
        update public.raw set amount = amount + 100;
        alter table public.orders add constraint held check (id <> 3 or amount < 100)
        """);
    between("2024-01-01T00:00:00Z", "2024-01-04T00:00:00Z");
    warehouse.project().model("after", "select * from {{ ref('orders') }}");

    RunResult failed = warehouse.tryToRun();

    assertThat(failed.results())
        .extracting(NodeResult::status)
        .containsExactly(RunStatus.PARTIAL_SUCCESS, RunStatus.SKIPPED);
    NodeResult node = failed.results().get(0);
    assertThat(node.message()).isEqualTo("PARTIAL SUCCESS (2/3)");
    assertThat(batches(node).failed()).extracting(Microbatch::name).containsExactly("2024-01-02");
    assertThat(warehouse.text("select sum(amount) from public.orders")).isEqualTo("310");

    at("2024-01-05T01:00:00Z");
    assertThat(warehouse.tryToRun().results().get(0).message())
        .as("one that fails in each run does not keep the others from being done")
        .isEqualTo("PARTIAL SUCCESS (2/3)");

    warehouse.execute("alter table public.orders drop constraint held");
    at("2024-01-05T02:00:00Z");
    warehouse.run();

    assertThat(warehouse.told().notices())
        .contains("1 batch that an earlier run has left is done as well: 2024-01-02");
    assertThat(messages())
        .contains("2024-01-04 MERGE 0", "2024-01-02 MERGE 1", "2024-01-05 MERGE 0");
    assertThat(warehouse.text("select sum(amount) from public.orders")).isEqualTo("410");
    assertThat(unfinished()).isZero();
  }

  /** If a batch can't be marked as done, none of its rows may stay. */
  @Test
  void aBatchAndItsMarkAreOneTransaction() {
    warehouse.run();
    warehouse.execute(
        """
        update public.raw set amount = amount + 100;
        create function public.refuse() returns trigger language plpgsql as
          $$ begin raise exception 'refused'; end $$;
        create trigger refused before update on tidemark.microbatch for each row
          when (new.state = 'done' and new.batch_start = '2024-01-02 00:00+00')
          execute function public.refuse()
        """);
    between("2024-01-01T00:00:00Z", "2024-01-04T00:00:00Z");

    assertThat(warehouse.tryToRun().results().get(0).status()).isEqualTo(RunStatus.PARTIAL_SUCCESS);

    assertThat(warehouse.text("select sum(amount) from public.orders")).isEqualTo("310");
    warehouse.execute("drop trigger refused on tidemark.microbatch");
    between("2024-01-03T00:00:00Z", "2024-01-04T00:00:00Z");
    warehouse.run();
    assertThat(warehouse.text("select sum(amount) from public.orders")).isEqualTo("410");
  }

  /** As above for the batch that makes the table: without its plan the old table has to stand. */
  @Test
  void aTableBuiltAnewAndItsPlanAreOneTransaction() {
    warehouse.run();
    warehouse.execute(
        """
        create function public.refuse() returns trigger language plpgsql as
          $$ begin raise exception 'refused'; end $$;
        create trigger refused before insert on tidemark.microbatch
          for each row execute function public.refuse()
        """);
    at("2024-01-03T18:00:01Z");
    warehouse.project().fullRefresh(true);

    assertThat(warehouse.tryToRun().successful()).isFalse();

    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("4");
    assertThat(warehouse.text("select count(*) from tidemark.microbatch")).isEqualTo("3");
  }

  @Test
  void aRestartDoesWhatIsLeftAndNothingElse() {
    warehouse.execute(
        """
        create table public.log (batch text);
        create function public.note(batch text) returns int language plpgsql as $$
        begin
          insert into public.log values (batch);
          if batch = '20240102' and exists (select from pg_tables where tablename = 'trap') then
            raise exception 'trapped';
          end if;
          return 1;
        end $$;
        create table public.trap ()
        """);
    model(", public.note('{{ model.batch.id }}') as amount");
    warehouse.execute("alter table public.raw drop column amount");
    assertThat(warehouse.tryToRun().successful()).isFalse();
    assertThat(warehouse.rows("select distinct batch from public.log order by 1"))
        .containsExactly("(20240101)", "(20240103)");
    warehouse.execute("drop table public.trap; truncate public.log");

    RunResult restarted = warehouse.project().restart();

    assertThat(restarted.successful()).isTrue();
    assertThat(warehouse.rows("select distinct batch from public.log order by 1"))
        .containsExactly("(20240102)");
    assertThat(batches(restarted.results().get(0)).successful()).hasSize(3);
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("4");
    assertThat(unfinished()).isZero();
  }

  @Test
  void ifTheFirstBatchFailsNoOtherIsTriedAndTheOldTableStands() {
    warehouse.run();
    at("2024-01-03T18:00:01Z");
    model(", amount / (case when id = 1 then 0 else 1 end) as amount");
    warehouse.project().fullRefresh(true);

    RunResult failed = warehouse.tryToRun();

    assertThat(failed.results().get(0).status()).isEqualTo(RunStatus.ERROR);
    assertThat(warehouse.told().batches())
        .extracting(BatchResult::skipped)
        .containsExactly(false, true, true);
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("4");
    assertThat(warehouse.relations()).noneMatch(name -> name.contains("__dbt_tmp"));
  }

  @Test
  void aFullRefreshDiscardsWhatWasLeftAndSaysSo() {
    warehouse.run();
    warehouse.execute(
        "alter table public.orders add constraint held check (id <> 3) not valid;"
            + " update public.raw set amount = amount + 1 where id = 3");
    between("2024-01-01T00:00:00Z", "2024-01-04T00:00:00Z");
    warehouse.tryToRun();
    assertThat(unfinished()).isOne();

    at("2024-01-03T20:00:00Z");
    warehouse.project().fullRefresh(true);
    warehouse.run();

    assertThat(warehouse.told().notices())
        .containsExactly(
            "1 batch is discarded that had been planned and was not done: public.orders is built"
                + " anew");
    oracle.anew(List.of("2024-01-01", "2024-01-02", "2024-01-03"));
    assertSameRows();
  }

  @Test
  void hooksRunBeforeTheFirstBatchAndAfterTheLast() {
    warehouse.execute("create table public.log (what text)");
    warehouse
        .project()
        .model(
            "orders",
            MODEL.formatted(
                """
                , pre_hook="insert into public.log values ('before {{ model.batch.id }}')"
                , post_hook="insert into public.log values ('after {{ model.batch.id }}')"
                """,
                ", amount"));

    warehouse.run();

    assertThat(warehouse.rows(TABLE.replace("orders", "log")))
        .containsExactly("(\"before 20240101\")", "(\"after 20240103\")");
  }

  /** The last batch was committed; what comes after it was cut off. */
  @Test
  void aRestartWithNothingLeftRunsTheHooksAfterTheLastTransaction() {
    warehouse
        .project()
        .model(
            "orders",
            MODEL.formatted(
                ", post_hook={'sql': \"insert into public.later values ('x')\", 'transaction':"
                    + " false}",
                ", amount"));
    assertThat(warehouse.tryToRun().successful()).isFalse();
    assertThat(unfinished()).isZero();
    warehouse.execute("create table public.later (what text)");

    assertThat(warehouse.project().restart().successful()).isTrue();

    assertThat(warehouse.told().notices())
        .containsExactly("all batches of this run are done already");
    assertThat(warehouse.text("select count(*) from public.later")).isEqualTo("1");
  }

  /** A batch waits until another one is at work too; the first and the last one are alone. */
  @Test
  void batchesRunBesideEachOtherIfTheModelAllowsIt() {
    warehouse.execute(
        """
        create table public.log (batch text, others int);
        create function public.meet(batch text) returns int language plpgsql as $$
        declare
          until_when timestamptz := clock_timestamp() + interval '30 seconds';
          alone boolean := batch in ('20240101', '20240104');
          others int;
        begin
          perform pg_advisory_lock(4713, pg_backend_pid());
          loop
            select count(*) - 1 into others from pg_locks
              where locktype = 'advisory' and classid = 4713;
            exit when alone or others > 0;
            if clock_timestamp() > until_when then
              raise 'nobody else is at work';
            end if;
          end loop;
          if alone then
            perform pg_advisory_unlock(4713, pg_backend_pid());
          end if;
          insert into public.log values (batch, others);
          return 1;
        end $$
        """);
    model(", concurrent_batches=true", ", amount, public.meet('{{ model.batch.id }}') as met");
    warehouse.project().threads(3);
    at("2024-01-04T01:00:00Z");

    RunResult result = warehouse.run();

    assertThat(batches(result.results().get(0)).successful())
        .extracting(Microbatch::name)
        .containsExactly("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04");
    assertThat(warehouse.rows("select batch, others > 0 from public.log order by 1"))
        .containsSubsequence("(20240102,t)", "(20240103,t)");
    assertThat(warehouse.told().batches().get(0).batch().name()).isEqualTo("2024-01-01");
    assertThat(warehouse.told().batches().get(3).batch().name()).isEqualTo("2024-01-04");
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("4");
    assertThat(unfinished()).isZero();
  }

  /** Each of two batches holds what the other one wants: one is refused, and done again alone. */
  @Test
  void batchesThatMeetInADeadlockAreDoneOneAfterTheOther() {
    warehouse.execute(
        """
        create function public.crossed(batch int) returns int language plpgsql as $$
        begin
          if batch in (2, 3) then
            perform pg_advisory_xact_lock(4715, batch);
            while (select count(*) from pg_locks
                   where locktype = 'advisory' and classid = 4715 and granted) < 2
                and not exists (select from tidemark.microbatch
                    where state = 'done' and extract(day from batch_start at time zone 'UTC') = 5 - batch) loop
            end loop;
            perform pg_advisory_xact_lock(4715, 5 - batch);
          end if;
          return 1;
        end $$
        """);
    model(
        ", concurrent_batches=true",
        ", amount, public.crossed(right('{{ model.batch.id }}', 1)::int) as met");
    warehouse.project().threads(3);
    at("2024-01-04T01:00:00Z");

    warehouse.run();

    assertThat(warehouse.told().batches()).hasSize(4).allMatch(BatchResult::successful);
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("4");
  }

  /** Both add the key: MERGE sees nothing of a row that is not committed, the index does. */
  @Test
  void aNewKeyThatTwoBatchesHaveAtTheSameTimeIsNoFailure() {
    model(", concurrent_batches=true", ", amount");
    warehouse.project().threads(3);
    at("2024-01-01T18:00:00Z");
    warehouse.run();
    warehouse.execute(
        """
        insert into public.raw values (7, '2024-01-02 10:00+00', 1), (7, '2024-01-03 10:00+00', 1);
        create function public.wait_for_the_other() returns trigger language plpgsql as $$
        declare
          until_when timestamptz := clock_timestamp() + interval '30 seconds';
        begin
          while not exists (select from pg_locks where not granted and locktype = 'transactionid') loop
            if clock_timestamp() > until_when then
              raise 'nobody else adds the key';
            end if;
          end loop;
          return null;
        end $$;
        create trigger waiting after insert on public.orders
          for each row when (new.id = 7) execute function public.wait_for_the_other()
        """);
    between("2024-01-01T00:00:00Z", "2024-01-05T00:00:00Z");

    warehouse.run();

    assertThat(warehouse.text("select count(*) from public.orders where id = 7")).isEqualTo("1");
    assertThat(unfinished()).isZero();
  }

  @Test
  void aKeyThatABatchHasTwiceFailsThatBatchAndIsNamed() {
    warehouse.run();
    warehouse.execute("insert into public.raw values (4, '2024-01-03 13:00+00', 5)");
    at("2024-01-03T18:00:01Z");

    RunResult failed = warehouse.tryToRun();

    assertThat(failed.results().get(0).failure()).hasMessageContaining("holds the key 4");
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("4");
  }

  private void model(String columns) {
    model("", columns.isEmpty() ? ", amount" : columns);
  }

  private void model(String config, String columns) {
    warehouse.project().model("orders", MODEL.formatted(config, columns));
  }

  private static BatchResults batches(NodeResult node) {
    return Objects.requireNonNull(node.batches());
  }

  private void at(String now) {
    warehouse.project().eventTimes(EventTimes.until(Instant.parse(now)));
  }

  private void between(String start, String end) {
    warehouse
        .project()
        .eventTimes(new EventTimes(Instant.parse(start), Instant.parse(end), Instant.now()));
  }

  private List<String> messages() {
    return warehouse.told().batches().stream()
        .map(result -> result.batch().name() + " " + result.message())
        .toList();
  }

  private long unfinished() {
    return Long.parseLong(
        warehouse.text("select count(*) from tidemark.microbatch where state <> 'done'"));
  }

  private void assertSameRows() {
    assertThat(warehouse.rows("select * from public.orders order by 1"))
        .isEqualTo(warehouse.rows("select * from public.oracle order by 1"))
        .isNotEmpty();
  }
}
