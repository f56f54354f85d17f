package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.ProjectFolder;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that is killed (kill -9) anywhere in a seed or a snapshot leaves the old rows and
 * nothing else, and the next command gives what an undisturbed one would have given.
 */
@Timeout(180)
class KilledSeedsAndSnapshotsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final int GATE = 4711;

  @TempDir Path directory;
  private ProjectFolder folder;

  /** Whoever comes to a gate that is not shut passes; each place asks for the same lock. */
  @BeforeEach
  void loadedOnce() {
    database.execute("drop schema if exists shop, tidemark cascade");
    folder =
        ProjectFolder.in(directory, database.settings(), "shop")
            .file("seeds/goods.csv", "id,name\n1,a\n2,b\n3,c\n")
            .file(
                "seeds/seeds.yml",
                "seeds: [{name: goods, config: {post_hook: \"%s\"}}]".formatted(wait("hook")))
            .file(
                "snapshots/goods_history.sql",
                """
                {%% snapshot goods_history %%}
                {{ config(unique_key='id', strategy='check', check_cols='all',
                          hard_deletes='invalidate', post_hook="%s") }}
                select g.* from {{ ref('goods') }} g, (select %s) as waited
                {%% endsnapshot %%}
                """
                    .formatted(wait("hook"), waiting("query")));
    database.execute(
        """
        create schema if not exists shop;
        create or replace function shop.wait(place text) returns void language plpgsql as $$
        begin
          if place = (select current from shop.gate) then
            perform pg_advisory_xact_lock_shared(4711);
          end if;
        end $$;
        create or replace function shop.guard() returns trigger language plpgsql as $$
        begin
          perform shop.wait(tg_op || new.id);
          return new;
        end $$;
        create table shop.gate (current text);
        insert into shop.gate values ('none')
        """);
    folder.run("seed").succeeded();
    folder.run("snapshot").succeeded();
    for (String table : List.of("goods", "goods_history")) {
      database.execute(
          """
          create trigger guard before insert or update on shop.%s
            for each row execute function shop.guard()
          """
              .formatted(table));
    }
    folder.file("seeds/goods.csv", "id,name\n1,a\n2,other\n4,d\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INSERT2", "INSERT4", "hook"})
  void aSeedKeepsItsOldRows(String place) {
    List<String> before = rows("goods", "*");

    kill(place, "seed");

    assertThat(rows("goods", "*")).isEqualTo(before);
    folder.run("seed", "--lock-timeout", "60").succeeded();
    assertThat(rows("goods", "*")).containsExactly("(1,a)", "(2,other)", "(4,d)");
    assertThat(relations()).isEqualTo("gate, goods, goods_history");
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "UPDATE2", "INSERT2", "INSERT4", "hook"})
  void aSnapshotKeepsItsOldVersionsAndHasEachNewOneOnce(String place) {
    folder.run("seed").succeeded();
    List<String> before = rows("goods_history", "*");

    kill(place, "snapshot");

    assertThat(rows("goods_history", "*")).isEqualTo(before);
    folder.run("retry", "--lock-timeout", "60").succeeded();
    folder.run("snapshot").succeeded();
    assertThat(rows("goods_history", "id, name, dbt_valid_to is null"))
        .containsExactly("(1,a,t)", "(2,b,f)", "(2,other,t)", "(3,c,f)", "(4,d,t)");
    assertThat(relations()).isEqualTo("gate, goods, goods_history");
  }

  private void kill(String place, String command) {
    database.execute("update shop.gate set current = '%s'".formatted(place));
    try (Gate gate = Gate.advisory(GATE, database);
        TidemarkProcess run = folder.start(command)) {
      gate.await(run);
      run.kill();
    }
    database.execute("update shop.gate set current = 'none'");
    // Its orphaned server process, until it has seen that nobody listens any more.
    Gate.await(
        database,
        "not exists (select from pg_stat_activity where datname = current_database()"
            + " and pid <> pg_backend_pid() and state <> 'idle')");
  }

  private static String wait(String place) {
    return "select " + waiting(place);
  }

  private static String waiting(String place) {
    return "shop.wait('" + place + "')";
  }

  private static List<String> rows(String table, String columns) {
    return database
        .query("select (%s)::text from shop.%s t order by 1".formatted(row(columns), table))
        .stream()
        .map(row -> Objects.toString(row.get(0)))
        .toList();
  }

  private static String row(String columns) {
    return columns.equals("*") ? "t" : "row(" + columns + ")";
  }

  private static String relations() {
    return String.valueOf(
        database.queryText(
            """
            select string_agg(relname, ', ' order by relname) from pg_class
            where relnamespace = 'shop'::regnamespace and relkind in ('r', 'v', 'm')
            """));
  }
}
