package io.tidemark.load.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.load.increment.Notices;
import io.tidemark.postgres.Database;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.postgres.TestDatabase;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens to its rows, a snapshot is what a naive account of it says, version by version.
 */
class SnapshotHistoryTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final int KINDS = 12;
  private static final int RUNS = 6;
  private static final List<HardDeletes> DELETES = List.of(HardDeletes.values());
  private static final LocalDateTime BEGINNING = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final LocalDateTime NEVER = LocalDateTime.of(9999, 12, 31, 0, 0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void versionsAreThoseOfTheNaiveAccount(long seed) {
    Random random = new Random(seed);
    try (Database connected = Database.of(database.settings(), 1);
        Session session = new Session(connected.connect(), new RunningStatements())) {
      for (int i = 0; i < KINDS; i++) {
        history(session, kind(random), random);
      }
    }
  }

  private static NaiveSnapshot.Kind kind(Random random) {
    boolean byTime = random.nextBoolean();
    boolean timed = byTime || random.nextInt(4) == 0;
    List<String> compared =
        List.of(List.of("a", "b", "changed"), List.of("a"), List.of("a", "b"))
            .get(random.nextInt(3));
    return new NaiveSnapshot.Kind(
        byTime,
        timed,
        compared,
        DELETES.get(random.nextInt(3)),
        random.nextInt(3) == 0 ? NEVER : null,
        random.nextBoolean());
  }

  private static void history(Session session, NaiveSnapshot.Kind kind, Random random) {
    session.execute(
        """
        drop table if exists public.source, public.kept;
        create table public.source (id integer, part text, a integer, b text, changed timestamp)
        """);
    NaiveSnapshot naive = new NaiveSnapshot(kind, new ArrayList<>());
    Map<Object, SourceRow> source = new LinkedHashMap<>();
    for (int run = 0; run < RUNS; run++) {
      change(source, kind, random, run);
      write(session, source);
      snapshot(session, naive, source.values(), run > 0);
      assertThat(rows(session, kind)).as("%s, run %d", kind, run).isEqualTo(naive.rows());
    }
  }

  private static void change(
      Map<Object, SourceRow> source, NaiveSnapshot.Kind kind, Random random, int run) {
    for (int i = 0; i < 6; i++) {
      SourceRow.Key key = new SourceRow.Key(random.nextInt(6), "p" + random.nextInt(2));
      Object known = kind.twoKeys() ? key : key.id();
      switch (random.nextInt(4)) {
        case 0 -> source.remove(known);
        default ->
            source.put(
                known,
                new SourceRow(
                    key,
                    random.nextInt(3) == 0 ? null : random.nextInt(3),
                    random.nextInt(3) == 0 ? null : "b" + random.nextInt(2),
                    BEGINNING.plusDays(run).plusMinutes(random.nextInt(2) * 90L)));
      }
    }
  }

  private static void write(Session session, Map<Object, SourceRow> source) {
    session.execute("truncate public.source");
    for (SourceRow row : source.values()) {
      session.update(
          "insert into public.source values (?, ?, ?, ?, ?)",
          row.key().id(),
          row.key().part(),
          row.a(),
          row.b(),
          row.changed());
    }
  }

  private static void snapshot(
      Session session, NaiveSnapshot naive, Collection<SourceRow> source, boolean there) {
    NaiveSnapshot.Kind kind = naive.kind();
    Relation target = new Relation(database.settings().database(), "public", "kept");
    SnapshotRequest request =
        new SnapshotRequest(
            target,
            "select * from public.source",
            kind.twoKeys() ? List.of("id", "part") : List.of("id"),
            SnapshotColumns.DBT,
            kind.hardDeletes(),
            kind.current() == null ? null : "'9999-12-31'::timestamp",
            false,
            true);
    Statements statements = new Statements();
    session.inTransaction(
        () -> {
          SnapshotStrategies strategies = new SnapshotStrategies(session, statements);
          SnapshotStrategy strategy =
              kind.byTime()
                  ? strategies.timestamp(request, "changed")
                  : strategies.check(
                      request, compared(kind), kind.timed() ? "changed" : null, there);
          SnapshotLoad load = new SnapshotLoad(session, statements, new Notices() {});
          long rows = there ? load.update(request, strategy) : load.build(request, strategy);
          naive.run(source, now(session));
          return rows;
        });
  }

  private static List<String> compared(NaiveSnapshot.Kind kind) {
    return kind.compared().size() == 3 ? List.of() : kind.compared();
  }

  private static LocalDateTime now(Session session) {
    return session
        .first("select now()::timestamp", row -> row.getObject(1, LocalDateTime.class))
        .orElseThrow();
  }

  private static List<String> rows(Session session, NaiveSnapshot.Kind kind) {
    boolean deleted = kind.hardDeletes() == HardDeletes.NEW_RECORD;
    String query =
        """
        select id, part, a, b, changed, dbt_scd_id, dbt_updated_at, dbt_valid_from, dbt_valid_to
        """
            + (deleted ? ", dbt_is_deleted" : "")
            + " from public.kept";
    return session.rows(query, -1).rows().stream().map(SnapshotHistoryTest::text).sorted().toList();
  }

  private static String text(List<@Nullable String> row) {
    return String.join(", ", row.stream().map(Objects::toString).toList());
  }
}
