package io.tidemark.transfer;

import io.tidemark.load.book.Bookkeeping;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.increment.ChunkSize;
import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Database;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.postgres.TestDatabase;
import io.tidemark.transfer.book.PendingTransfer;
import io.tidemark.transfer.book.TransferStates;
import io.tidemark.transfer.plan.TransferProgress;
import io.tidemark.transfer.plan.TransferRequest;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A table {@code sales.orders} of one database, and its copy {@code raw.orders} in another. */
final class TransferFixture {

  static final Identifier SCHEMA = new Identifier("tidemark");

  private static final Statements STATEMENTS = new Statements();

  private final TestDatabase source;
  private TestDatabase target;
  private final List<String> notices = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<TransferProgress> committed = new ArrayList<>();
  private final List<TransferProgress> planned = new ArrayList<>();
  private final List<TransferProgress> resumed = new ArrayList<>();
  private ConnectionSettings through;
  private IdleThreads idle = IdleThreads.NONE;
  private Consumer<TransferProgress> atCommit = progress -> {};
  private long waited;
  private Runnable whileWaiting = () -> {};
  private long memory = Runtime.getRuntime().maxMemory();

  TransferFixture(TestDatabase source, TestDatabase target) {
    this.source = source;
    this.target = target;
    this.through = source.settings();
    source.execute("drop schema if exists sales cascade; create schema sales");
    target.execute("drop schema if exists tidemark cascade; drop schema if exists raw cascade");
  }

  /** An interruption on purpose. */
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final TransferListener listener =
      new TransferListener() {
        @Override
        public void planned(TransferProgress start) {
          planned.add(start);
        }

        @Override
        public void resumed(TransferProgress left) {
          resumed.add(left);
        }

        @Override
        public void committed(TransferProgress at) {
          committed.add(at);
          atCommit.accept(at);
        }

        @Override
        public void notice(String text) {
          notices.add(text);
        }

        @Override
        public void warning(String text) {
          warnings.add(text);
        }
      };

  List<String> notices() {
    return notices;
  }

  List<String> warnings() {
    return warnings;
  }

  List<TransferProgress> committed() {
    return committed;
  }

  List<TransferProgress> planned() {
    return planned;
  }

  List<TransferProgress> resumed() {
    return resumed;
  }

  private void waitFor(Duration time) {
    waited += time.toMillis();
    whileWaiting.run();
  }

  /** From now on this happens again and again while a transfer waits for the source. */
  void whileWaiting(Runnable what) {
    whileWaiting = what;
  }

  /** From now on the heap has so many bytes. */
  void remember(long bytes) {
    memory = bytes;
  }

  /** How many milliseconds a transfer would have waited for the source. */
  long waited() {
    return waited;
  }

  /** From now on the source is reached by this way. */
  void through(ConnectionSettings way) {
    through = way;
  }

  /** From now on the target is reached by this way. */
  void to(ConnectionSettings way) {
    target = TestDatabase.at(way);
  }

  /** From now on these threads may help. */
  void helpedBy(IdleThreads threads) {
    idle = threads;
  }

  /** From now on this happens after each chunk. */
  void atCommit(Consumer<TransferProgress> what) {
    atCommit = what;
  }

  /** The next transfer is interrupted when so many chunks of it are committed. */
  void crashAfter(int chunks) {
    int[] left = {chunks};
    atCommit =
        progress -> {
          if (--left[0] == 0) {
            atCommit = at -> {};
            throw new Interrupted();
          }
        };
  }

  /** A request for {@code sales.orders}, by {@code id} and {@code updated_at}, in small chunks. */
  TransferRequest.Builder orders() {
    return TransferRequest.builder(
            "source.shop.raw.orders",
            new Relation(source.settings().database(), "sales", "orders"),
            new Relation(target.settings().database(), "raw", "orders"))
        .uniqueKey(List.of("id"))
        .watermark("updated_at")
        .chunkSize(new ChunkSize(100))
        .invocationId(UUID.randomUUID().toString());
  }

  TransferResult run() {
    return run(request -> request);
  }

  TransferResult run(UnaryOperator<TransferRequest.Builder> settings) {
    TransferRequest request = settings.apply(orders()).build();
    RunningStatements running = new RunningStatements();
    try (Database to = Database.of(target.settings(), 1);
        Session session = new Session(to.connect(), running)) {
      new Bookkeeping(STATEMENTS, SCHEMA).ensure(session);
      return new Transfer(
              session,
              STATEMENTS,
              SCHEMA,
              () -> new Session(source(), running),
              listener,
              idle,
              this::waitFor,
              memory)
          .run(request, () -> {});
    }
  }

  /** A connection of its own, by the way that leads there now. */
  private Connection source() {
    try (Database from = Database.of(through, 1)) {
      return from.connect();
    }
  }

  List<PendingTransfer> unfinished() {
    try (Database to = Database.of(target.settings(), 1);
        Session session = new Session(to.connect(), new RunningStatements())) {
      return new TransferStates(session, STATEMENTS, SCHEMA, target.settings().database())
          .unfinished();
    }
  }

  void atSource(String sql) {
    source.execute(sql);
  }

  void atTarget(String sql) {
    target.execute(sql);
  }

  /** The source's rows, as text, in an order of their own. */
  List<String> expected(String query) {
    return rows(source, query);
  }

  /** The copy's. */
  List<String> copied(String query) {
    return rows(target, query);
  }

  List<String> expected() {
    return expected("select * from sales.orders");
  }

  List<String> copied() {
    return copied("select * from raw.orders");
  }

  private static List<String> rows(TestDatabase database, String query) {
    List<String> rows = new ArrayList<>();
    database
        .query("select t::text from (%s) as t order by t::text collate \"C\"".formatted(query))
        .forEach(row -> rows.add(Objects.toString(row.get(0))));
    return rows;
  }
}
