package io.tidemark.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is killed, and whoever else starts at the same moment: the next start finds one whole
 * server.
 */
class ServerSurvivalTest {

  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private Path project;
  private ClusterFiles files;

  @BeforeEach
  void nameTheFiles(@TempDir Path folder) {
    project = folder.resolve("it's a \"project\" of $HOME");
    files = new ClusterFiles(project.resolve(".tidemark/postgres"));
  }

  @AfterEach
  void stopWhatIsLeft() throws IOException {
    threads.shutdownNow();
    new ServerProcess(files).stopNow();
  }

  @Test
  void aKilledServerIsStartedAgainWithAllThatWasCommitted() throws Exception {
    EmbeddedServer killed = start();
    new Sql(killed.settings()).execute("create table kept as select generate_series(1, 1000)");
    kill(postmaster());

    EmbeddedServer recovered = start();

    assertThat(recovered.created()).isFalse();
    assertThat(recovered.startedNow()).isTrue();
    assertThat(new Sql(recovered.settings()).text("select count(*) from kept")).isEqualTo("1000");
    killed.close();
    recovered.close();
    assertThat(files.pidFile()).doesNotExist();
  }

  @Test
  void aBackendThatOutlivesItsKilledServerDoesNotStandInTheWay() throws Exception {
    EmbeddedServer killed = start();
    try (Database database = Database.of(killed.settings(), 1);
        Connection busy = database.connect();
        Statement statement = busy.createStatement()) {
      long backend;
      try (ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
        row.next();
        backend = row.getLong(1);
      }
      Future<?> endless =
          threads.submit(() -> statement.execute("do $$ begin loop end loop; end $$"));
      waitUntilActive(killed.settings(), backend);
      kill(postmaster());

      try (EmbeddedServer recovered = start()) {
        assertThat(new Sql(recovered.settings()).text("select 1")).isEqualTo("1");
        assertThat(ProcessHandle.of(backend)).isEmpty();
        assertThatThrownBy(() -> endless.get(10, TimeUnit.SECONDS))
            .hasCauseInstanceOf(SQLException.class);
      }
    }
    killed.close();
  }

  @Test
  void aServerOutlivesItsKilledCommandAndTheNextOneAttaches() throws Exception {
    try (ServerUserProcess command = ServerUserProcess.launch(files.data())) {
      assertThat(command.outcome()).isEqualTo("created");
    }
    long postmaster = postmaster();

    try (EmbeddedServer next = start()) {
      assertThat(next.startedNow()).isFalse();
      assertThat(postmaster()).isEqualTo(postmaster);
      assertThat(new Sql(next.settings()).text("select 1")).isEqualTo("1");
    }
    // The killed command's use has ended with it.
    assertThat(files.pidFile()).doesNotExist();
  }

  @Test
  void anotherCommandsUseKeepsTheServerRunning() throws Exception {
    EmbeddedServer first = start();
    try (ServerUserProcess second = ServerUserProcess.launch(files.data())) {
      assertThat(second.outcome()).isEqualTo("attached");
      first.close();
      assertThat(files.pidFile()).exists();

      second.finish();
      assertThat(files.pidFile()).doesNotExist();
    }
  }

  @Test
  void ofTwoStartsAtOnceOneMakesTheClusterAndBothUseIt() throws Exception {
    try (ServerUserProcess one = ServerUserProcess.launch(files.data());
        ServerUserProcess other = ServerUserProcess.launch(files.data())) {
      assertThat(List.of(one.outcome(), other.outcome()))
          .containsExactlyInAnyOrder("created", "attached");
      one.finish();
      other.finish();
    }
    assertThat(files.pidFile()).doesNotExist();
  }

  @Test
  void aProcessNumberThatBelongsToAnotherProcessNowIsNoServer() throws Exception {
    start().close();
    String pidFile =
        """
        %d
        %s
        1700000000
        5432

        127.0.0.1
          5432001         0
        ready
        """
            .formatted(ProcessHandle.current().pid(), files.data());
    Files.writeString(files.pidFile(), pidFile, StandardCharsets.ISO_8859_1);

    try (EmbeddedServer server = start()) {
      assertThat(server.startedNow()).isTrue();
      assertThat(new Sql(server.settings()).text("select 1")).isEqualTo("1");
    }
  }

  @Test
  void aCopyOfARunningProjectHasAServerOfItsOwn(@TempDir Path elsewhere) throws Exception {
    try (EmbeddedServer original = start()) {
      ClusterFiles copied = new ClusterFiles(elsewhere.resolve("postgres"));
      copyRecursively(project.resolve(".tidemark"), elsewhere);

      try (EmbeddedServer copy = EmbeddedServer.start(options(copied).build())) {
        assertThat(copy.startedNow()).isTrue();
        assertThat(copy.settings().port()).isNotEqualTo(original.settings().port());
        assertThat(new Sql(copy.settings()).text("show data_directory"))
            .isEqualTo(copied.data().toString());
      }
      assertThat(copied.pidFile()).doesNotExist();
      assertThat(new Sql(original.settings()).text("show data_directory"))
          .isEqualTo(files.data().toString());
    }
  }

  @Test
  void aClusterWhoseMakingWasKilledIsMadeAnew() throws Exception {
    EmbeddedServer server = start();
    new Sql(server.settings()).execute("create table half_made ()");
    Files.createFile(files.makingMarker());

    try (EmbeddedServer next = start()) {
      assertThat(next.created()).isTrue();
      assertThat(new Sql(next.settings()).text("select to_regclass('half_made')"))
          .isEqualTo("null");
    }
    assertThat(files.makingMarker()).doesNotExist();
  }

  @Test
  @EnabledIfSystemProperty(named = "user.name", matches = "root")
  void aFolderThatOnlyRootMayEnterWorksToo() throws Exception {
    Files.createDirectories(project);
    Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwx------"));

    EmbeddedServer made = start();
    new Sql(made.settings()).execute("create table kept as select 1 as one");
    made.close();

    try (EmbeddedServer again = start()) {
      assertThat(new Sql(again.settings()).text("select one from kept")).isEqualTo("1");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "user.name", matches = "root")
  void aFolderThatIsClosedLaterStillWorks() throws Exception {
    Files.createDirectories(project);
    start().close();
    Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwx------"));
    start().close();
    Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwxr-xr-x"));

    try (EmbeddedServer opened = start()) {
      assertThat(new Sql(opened.settings()).text("select 1")).isEqualTo("1");
    }
  }

  /** A backend shows its statement before it begins with it. */
  private static void waitUntilActive(ConnectionSettings settings, long backend) {
    Sql sql = new Sql(settings);
    String active =
        "select count(*) from pg_stat_activity where state = 'active' and query like 'do %' and pid = ";
    while (!sql.text(active + backend).equals("1")) {
      Thread.onSpinWait();
    }
  }

  private EmbeddedServer start() {
    return EmbeddedServer.start(options(files).build());
  }

  private static EmbeddedOptions.Builder options(ClusterFiles files) {
    return EmbeddedOptions.builder(files.data()).database("shop").user("tidemark");
  }

  private long postmaster() throws IOException {
    return PidFile.read(files.pidFile()).orElseThrow().pid();
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  private static void copyRecursively(Path from, Path to) {
    Command.Outcome copied = Command.of(List.of(), "cp", "-a", from + "/.", to.toString()).run();
    assertThat(copied.exitCode()).as(copied.output()).isZero();
  }
}
