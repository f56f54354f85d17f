package io.tidemark.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster is made once, its server found again, and ended with the last one who uses it. */
class EmbeddedServerTest {

  private ClusterFiles files;

  @BeforeEach
  void nameTheFiles(@TempDir Path project) {
    files = new ClusterFiles(project.resolve(".tidemark/postgres"));
  }

  @AfterEach
  void stopWhatIsLeft() throws IOException {
    new ServerProcess(files).stopNow();
  }

  @Test
  void aNewClusterIsUtf8AndDurableAndAsksForThePassword() throws IOException {
    try (EmbeddedServer server = EmbeddedServer.start(options().build())) {
      assertThat(server.created()).isTrue();
      assertThat(server.startedNow()).isTrue();
      Sql sql = new Sql(server.settings());
      assertThat(sql.text("select current_database() || ' ' || current_user"))
          .isEqualTo("shop tidemark");
      assertThat(sql.text("show server_encoding")).isEqualTo("UTF8");
      assertThat(sql.text("select upper('é')")).isEqualTo("É");
      assertThat(sql.text("show fsync")).isEqualTo("on");
      assertThat(sql.text("show full_page_writes")).isEqualTo("on");
      assertThat(sql.text("show data_checksums")).isEqualTo("on");
      assertThat(sql.text("show data_directory")).isEqualTo(files.data().toString());
      assertThat(sql.text("show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(sql.text("select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.passwordFile())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aRestartKeepsDataPortAndPassword() {
    EmbeddedServer first = EmbeddedServer.start(options().build());
    new Sql(first.settings()).execute("create table kept as select 42 as answer");
    first.close();
    assertThat(files.pidFile()).doesNotExist();

    try (EmbeddedServer second = EmbeddedServer.start(options().build())) {
      assertThat(second.created()).isFalse();
      assertThat(second.startedNow()).isTrue();
      assertThat(second.settings()).isEqualTo(first.settings());
      assertThat(new Sql(second.settings()).text("select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void theLastOneOutStopsTheServer() {
    EmbeddedServer first = EmbeddedServer.start(options().build());
    EmbeddedServer second = EmbeddedServer.start(options().build());
    assertThat(second.startedNow()).isFalse();
    assertThat(second.settings()).isEqualTo(first.settings());

    first.close();
    assertThat(new Sql(second.settings()).text("select 1")).isEqualTo("1");

    second.close();
    assertThat(files.pidFile()).doesNotExist();
  }

  @Test
  void aDetachedServerRunsOnUntilItIsStopped() {
    EmbeddedServer.start(options().build()).detach();

    EmbeddedServer user = EmbeddedServer.start(options().build());
    assertThat(user.startedNow()).isFalse();
    user.close();
    assertThat(files.pidFile()).exists();

    EmbeddedServer.start(options().build()).stop();
    assertThat(files.pidFile()).doesNotExist();
    assertThat(files.keepMarker()).doesNotExist();
  }

  @Test
  void closingTwiceIsClosingOnce() {
    EmbeddedServer server = EmbeddedServer.start(options().build());
    server.close();
    try (EmbeddedServer other = EmbeddedServer.start(options().build())) {
      server.close();
      server.stop();

      assertThat(new Sql(other.settings()).text("select 1")).isEqualTo("1");
    }
  }

  @Test
  void aTakenPortGivesWayToAnother() throws IOException {
    EmbeddedServer first = EmbeddedServer.start(options().build());
    first.close();

    try (ServerSocket taken =
            new ServerSocket(first.settings().port(), 1, InetAddress.getLoopbackAddress());
        EmbeddedServer second = EmbeddedServer.start(options().build())) {
      assertThat(second.settings().port()).isNotEqualTo(taken.getLocalPort());
      assertThat(new Sql(second.settings()).text("select 1")).isEqualTo("1");
    }
  }

  @Test
  void anotherDatabaseIsMadeOnTheSameServer() {
    try (EmbeddedServer shop = EmbeddedServer.start(options().build());
        EmbeddedServer other = EmbeddedServer.start(options().database("Other \"One\"").build())) {
      assertThat(other.settings().port()).isEqualTo(shop.settings().port());
      assertThat(new Sql(other.settings()).text("select current_database()"))
          .isEqualTo("Other \"One\"");
    }
  }

  @Test
  void settingsComeFromTheUsersFileAndTheProfileWins() throws IOException {
    Files.createDirectories(files.data().getParent());
    Files.writeString(
        files.userConfiguration(), "work_mem = 17MB\nmax_connections = 33\nport = 1\n");

    try (EmbeddedServer server =
        EmbeddedServer.start(options().setting("max_connections", "44").build())) {
      Sql sql = new Sql(server.settings());
      assertThat(sql.text("show work_mem")).isEqualTo("17MB");
      assertThat(sql.text("show max_connections")).isEqualTo("44");
    }
  }

  @Test
  void aWrongSettingIsToldInTheServersWords() {
    EmbeddedServer.start(options().build()).close();

    assertThatThrownBy(
            () -> EmbeddedServer.start(options().setting("shared_buffers", "a lot").build()))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("did not start")
        .hasMessageContaining("shared_buffers")
        .hasMessageContaining(files.log().toString());
  }

  @Test
  void aWrongSettingAtTheMakingLeavesNothing() {
    assertThatThrownBy(() -> EmbeddedServer.start(options().setting("no_such", "1").build()))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("no_such");

    assertThat(files.data()).doesNotExist();
    try (EmbeddedServer server = EmbeddedServer.start(options().build())) {
      assertThat(server.created()).isTrue();
    }
  }

  @Test
  void anotherMajorVersionsDataIsRefused() throws IOException {
    EmbeddedServer.start(options().build()).close();
    Files.writeString(files.versionFile(), "9\n");

    assertThatThrownBy(() -> EmbeddedServer.start(options().build()))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("of version 9, this Tidemark brings version 17")
        .hasMessageContaining(files.data().toString());
  }

  @Test
  void aFolderWithOtherFilesIsRefusedAndLeftAlone() throws IOException {
    Path photo = Files.createDirectories(files.data()).resolve("photo.jpg");
    Files.writeString(photo, "me");

    assertThatThrownBy(() -> EmbeddedServer.start(options().build()))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("holds something else");
    assertThat(photo).hasContent("me");
  }

  @Test
  void anotherUserThanTheClustersIsRefused() {
    EmbeddedServer.start(options().build()).close();

    assertThatThrownBy(() -> EmbeddedServer.start(options().user("ann").build()))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("made for the user \"tidemark\", not \"ann\"");
  }

  @Test
  void aLostPasswordIsTold() throws IOException {
    EmbeddedServer.start(options().build()).close();
    Files.delete(files.passwordFile());

    assertThatThrownBy(() -> EmbeddedServer.start(options().build()))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("password")
        .hasMessageContaining(files.passwordFile().toString());
  }

  private EmbeddedOptions.Builder options() {
    return EmbeddedOptions.builder(files.data()).database("shop").user("tidemark");
  }
}
