package io.tidemark.load;

import io.tidemark.load.book.Bookkeeping;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.LoadRequest;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.load.increment.Strategy;
import io.tidemark.load.increment.UniqueKey;
import io.tidemark.postgres.Database;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The target {@code public.orders}, the increment in {@code public.incoming}, and {@code
 * public.oracle}: a copy of the target on which dbt's own statements run.
 */
final class LoadFixture {

  static final Identifier SCHEMA = new Identifier("tidemark");

  private static final Statements STATEMENTS = new Statements();

  private final TestDatabase database;
  private final List<String> notices = new ArrayList<>();
  private final List<Increment> frozen = new ArrayList<>();
  private final List<Checkpoint> committed = new ArrayList<>();
  private int left = Integer.MAX_VALUE;
  private int parts = 1;
  private final LoadListener listener =
      new LoadListener() {
        @Override
        public void frozen(Increment increment) {
          frozen.add(increment);
        }

        @Override
        public void committed(Checkpoint checkpoint) {
          committed.add(checkpoint);
          if (left-- <= 0) {
            throw new Interrupted();
          }
        }

        @Override
        public void notice(String text) {
          notices.add(text);
        }
      };

  LoadFixture(TestDatabase database) {
    this.database = database;
    database.execute("drop schema if exists tidemark cascade");
    database.execute("drop schema public cascade; create schema public");
  }

  /** The table that is loaded. */
  Relation target() {
    return new Relation(database.settings().database(), "public", "orders");
  }

  List<String> notices() {
    return notices;
  }

  /** The chunks that were committed one by one, each with its checkpoint. */
  List<Checkpoint> committed() {
    return committed;
  }

  /** From now on a load is interrupted when so many chunks and one are committed. */
  void crashAfter(int chunks) {
    left = chunks;
  }

  /** From now on a load is divided into so many parts, with a checkpoint each. */
  void inParts(int count) {
    parts = count;
  }

  /** An interruption on purpose. */
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** How the last increment was applied. */
  LoadMethod method() {
    return frozen.get(frozen.size() - 1).method();
  }

  /** A request for all of {@code public.incoming}. */
  Request request(Strategy strategy, String... key) {
    return new Request(
        strategy,
        List.of(key),
        null,
        List.of(),
        List.of(),
        ChunkSize.DEFAULT,
        OnSchemaChange.IGNORE,
        "select * from public.incoming");
  }

  /** Builds the target from {@code public.incoming} and its unique index, as a first run does. */
  void build(String... key) {
    build(false, key);
  }

  void build(boolean enforceKey, String... key) {
    inSession(
        session ->
            session.inTransaction(
                () ->
                    new FirstLoad(session, STATEMENTS, SCHEMA, listener)
                        .build(
                            new TableRequest(
                                "model.shop.orders",
                                target(),
                                "select * from public.incoming",
                                null,
                                false,
                                List.of(),
                                new UniqueKey(List.of(key)),
                                enforceKey,
                                List.of(),
                                UUID.randomUUID().toString()))));
  }

  /** Freezes and loads. */
  LoadResult load(Request request) {
    return inSession(
        session ->
            new Load(session, STATEMENTS, SCHEMA, listener, IdleThreads.NONE)
                .run(() -> request.of(target(), parts), () -> {}));
  }

  /** The load that was left unfinished. */
  Checkpoint pending() {
    return inSession(
        session ->
            new Load(session, STATEMENTS, SCHEMA, listener, IdleThreads.NONE)
                .pending(target())
                .orElseThrow());
  }

  /** Finishes it. */
  LoadResult resume() {
    return inSession(
        session -> {
          Load load = new Load(session, STATEMENTS, SCHEMA, listener, IdleThreads.NONE);
          return load.resume(load.pending(target()).orElseThrow(), () -> {});
        });
  }

  /** Rows as text, in an order of their own, so that two tables can be compared. */
  List<String> rows(String relation) {
    List<String> rows = new ArrayList<>();
    database
        .query("select t::text from %s as t order by t::text collate \"C\"".formatted(relation))
        .forEach(row -> rows.add(Objects.toString(row.get(0))));
    return rows;
  }

  /** Every relation of the database that is not the server's own. */
  List<String> relations() {
    List<String> relations = new ArrayList<>();
    database
        .query(
            """
            select n.nspname || '.' || c.relname from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
            order by 1
            """)
        .forEach(row -> relations.add(Objects.toString(row.get(0))));
    return relations;
  }

  private <T> T inSession(Work<T> work) {
    try (Database connected = Database.of(database.settings(), 1);
        Session session = new Session(connected.connect(), new RunningStatements())) {
      new Bookkeeping(STATEMENTS, SCHEMA).ensure(session);
      return work.on(session);
    }
  }

  private interface Work<T> {
    T on(Session session);
  }

  /** What is asked for; each method gives a changed copy. */
  record Request(
      Strategy strategy,
      List<String> key,
      @Nullable List<String> update,
      List<String> exclude,
      List<String> predicates,
      ChunkSize chunkSize,
      OnSchemaChange schemaChange,
      String sql) {

    Request updating(String... columns) {
      return new Request(
          strategy, key, List.of(columns), exclude, predicates, chunkSize, schemaChange, sql);
    }

    Request excluding(String... columns) {
      return new Request(
          strategy, key, update, List.of(columns), predicates, chunkSize, schemaChange, sql);
    }

    Request where(String... conditions) {
      return new Request(
          strategy, key, update, exclude, List.of(conditions), chunkSize, schemaChange, sql);
    }

    Request inChunksOf(ChunkSize size) {
      return new Request(strategy, key, update, exclude, predicates, size, schemaChange, sql);
    }

    Request onSchemaChange(OnSchemaChange behaviour) {
      return new Request(strategy, key, update, exclude, predicates, chunkSize, behaviour, sql);
    }

    Request reading(String query) {
      return new Request(
          strategy, key, update, exclude, predicates, chunkSize, schemaChange, query);
    }

    LoadRequest of(Relation target, int parts) {
      return new LoadRequest(
          "model.shop.orders",
          target,
          sql,
          "the hash of the model's text",
          strategy,
          new UniqueKey(key),
          update,
          exclude,
          predicates,
          chunkSize,
          parts,
          List.of(),
          schemaChange,
          false,
          UUID.randomUUID().toString());
    }
  }

  /** Runs SQL on the database. */
  void execute(String sql) {
    database.execute(sql);
  }

  /** From now on a row of the table for which this holds is refused. */
  void refuse(String table, String when) {
    database.execute(
        """
        create function public.%1$s() returns trigger language plpgsql as $$
        begin
          if %2$s then raise exception 'on purpose'; end if;
          return new;
        end $$;
        create trigger %1$s before insert or update on %3$s
          for each row execute function public.%1$s()
        """
            .formatted("fail_" + table.replace('.', '_'), when, table));
  }
}
