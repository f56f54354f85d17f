package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.ProjectFolder;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A {@code build} that is killed (kill -9) in a load, a test, a snapshot or a table after them, and
 * continued by {@code restart}: what was done is not done again, every test is passed once, and all
 * is what an undisturbed build would have made.
 */
@Timeout(180)
class KilledBuildsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final int GATE = 4712;

  @TempDir Path directory;
  private ProjectFolder folder;

  /** Whoever comes to a gate that is not shut passes; each place asks for the same lock. */
  @BeforeEach
  void builtOnce() {
    database.execute(
        """
        drop schema if exists shop, tidemark, raw cascade;
        create schema raw;
        create table raw.orders (id int primary key, note text, at int);
        insert into raw.orders select i, rpad('old', 400), i from generate_series(1, 100) i;
        create table raw.gate (current text);
        insert into raw.gate values ('none');
        create function raw.passes(place text) returns boolean volatile language plpgsql as $$
        begin
          if place = (select current from raw.gate) then
            perform pg_advisory_xact_lock_shared(4712);
          end if;
          return true;
        end $$;
        create function raw.guard() returns trigger language plpgsql as $$
        begin
          perform raw.passes('chunk ' || new.id);
          return new;
        end $$
        """);
    folder =
        ProjectFolder.in(directory, database.settings(), "shop")
            .file("seeds/goods.csv", "id,name\n1,a\n2,b\n")
            .model(
                "orders",
                """
                {{ config(materialized='incremental', unique_key='id', chunk_size=10) }}
                -- depends_on: {{ ref('goods') }}
                select id, note, at from raw.orders
                {% if is_incremental() %} where at > (select max(at) from {{ this }}) {% endif %}
                order by at desc
                """)
            .file(
                "models/s.yml",
                "models: [{name: orders, columns: [{name: id, data_tests: [unique, not_null]}]}]")
            .file(
                "tests/none_negative.sql",
                "select id from {{ ref('orders') }} where id < 0 or not raw.passes('test')")
            .file(
                "snapshots/orders_history.sql",
                """
                {% snapshot orders_history %}
                {{ config(unique_key='id', strategy='check', check_cols=['note']) }}
                select * from {{ ref('orders') }} where raw.passes('snapshot')
                {% endsnapshot %}
                """)
            .model(
                "report",
                """
                {{ config(materialized='table') }}
                select count(*) as n, count(*) filter (where dbt_valid_to is null) as valid
                from {{ ref('orders_history') }} where raw.passes('report')
                """);
    folder.run("build").succeeded();
    database.execute(
        """
        create trigger guard before insert or update on shop.orders
          for each row execute function raw.guard();
        update raw.orders set note = rpad('new', 400), at = 1000 + id where id <= 50;
        insert into raw.orders select i, rpad('old', 400), i from generate_series(101, 400) i
        """);
  }

  /** {@code left} is how many nodes the restart has to do at least, {@code right} at most. */
  @ParameterizedTest
  @CsvSource({"chunk 250, 6, 6", "test, 3, 5", "snapshot, 2, 2", "report, 1, 1"})
  void aRestartDoesWhatWasLeft(String place, int least, int most) {
    kill(place);
    assertThat(database.queryText("select count(*) from tidemark.checkpoint"))
        .isEqualTo(place.startsWith("chunk") ? "1" : "0");

    Outcome restarted = folder.run("restart", "--lock-timeout", "60").succeeded();

    restarted.says("Continues an earlier run", "ERROR=0 SKIP=0");
    assertThat(Integer.parseInt(restarted.all().replaceAll("(?s).* TOTAL=(\\d+).*", "$1")))
        .isBetween(least, most);
    if (least >= 3) {
      restarted.says("PASS none_negative");
    }
    assertWhole();
    folder.run("restart").succeeded().says("Nothing to restart");
    folder.run("build").succeeded();
    assertWhole();
  }

  private void kill(String place) {
    database.execute("update raw.gate set current = '%s'".formatted(place));
    try (Gate gate = Gate.advisory(GATE, database);
        TidemarkProcess build = folder.start("build", "--threads", "4")) {
      gate.await(build);
      build.kill();
    }
    database.execute("update raw.gate set current = 'none'");
  }

  private static void assertWhole() {
    assertThat(
            database.query(
                """
                (select 'lost', * from (select * from raw.orders except all select * from shop.orders) l)
                union all
                (select 'too many', * from (select * from shop.orders except all select * from raw.orders) m)
                """))
        .isEmpty();
    assertThat(database.queryText("select (n, valid)::text from shop.report"))
        .isEqualTo("(450,400)");
    assertThat(
            database.queryText(
                "select count(*) from shop.orders_history h join raw.orders o using (id, note)"
                    + " where dbt_valid_to is null"))
        .isEqualTo("400");
    assertThat(database.query("select from tidemark.checkpoint")).isEmpty();
    assertThat(
            database.queryText(
                """
                select string_agg(relname, ' ' order by relname) from pg_class
                where relnamespace in ('shop'::regnamespace, 'tidemark'::regnamespace)
                  and relkind in ('r', 'v', 'm') and (relname ~ '__dbt|staging' or
                    relnamespace = 'shop'::regnamespace)
                """))
        .isEqualTo("goods orders orders_history report");
  }
}
