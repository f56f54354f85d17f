package io.tidemark.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs are unpacked once, and only a whole folder is ever used. */
class BinaryCacheTest {

  private static final BinaryArchive ARCHIVE = BinaryArchive.forPlatform(Platform.ofThisMachine());

  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  @TempDir
  Path folder;

  @Test
  void theProgramsAreUnpackedOnce() throws IOException {
    BinaryCache cache = new BinaryCache(List.of(folder));

    Installation first = cache.installation(ARCHIVE);
    Object written = Files.getLastModifiedTime(first.program("postgres"));
    Installation second = cache.installation(ARCHIVE);

    assertThat(second).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(second.program("postgres"))).isEqualTo(written);
    assertThat(versionOf(second)).contains("(PostgreSQL) " + second.majorVersion() + ".");
    assertThat(entriesOf(folder)).containsExactly(first.folder());
  }

  @Test
  void aFolderThatWasNeverFinishedIsReplaced() throws IOException {
    BinaryCache cache = new BinaryCache(List.of(folder));
    Path halfUnpacked = folder.resolve("postgres-" + ARCHIVE.fingerprint());
    Files.createDirectories(halfUnpacked.resolve("bin"));
    Files.writeString(halfUnpacked.resolve("bin/postgres"), "half of it");

    Installation installation = cache.installation(ARCHIVE);

    assertThat(installation.folder()).isEqualTo(halfUnpacked);
    assertThat(versionOf(installation)).contains("(PostgreSQL)");
    assertThat(entriesOf(folder)).containsExactly(halfUnpacked);
  }

  @Test
  void aFolderThatLostAProgramIsReplaced() throws IOException {
    BinaryCache cache = new BinaryCache(List.of(folder));
    Files.delete(cache.installation(ARCHIVE).program("pg_ctl"));

    assertThat(cache.installation(ARCHIVE).program("pg_ctl")).isExecutable();
  }

  @Test
  void whatAnotherProcessIsUnpackingIsLeftAlone() throws IOException {
    Path others = Files.createDirectory(folder.resolve(".unpacking-by-another"));

    new BinaryCache(List.of(folder)).installation(ARCHIVE);

    assertThat(others).exists();
  }

  @Test
  void twoAtOnceAgree() throws Exception {
    Callable<Installation> unpacking = () -> new BinaryCache(List.of(folder)).installation(ARCHIVE);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Installation> made = new ArrayList<>();
      for (Future<Installation> future : threads.invokeAll(List.of(unpacking, unpacking))) {
        made.add(future.get());
      }

      assertThat(made.get(0)).isEqualTo(made.get(1));
      assertThat(versionOf(made.get(0))).contains("(PostgreSQL)");
      assertThat(entriesOf(folder)).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aPlaceThatCanNotBeWrittenGivesWayToTheNext() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path next = folder.resolve("next");

    Installation installation =
        new BinaryCache(List.of(file.resolve("below"), next)).installation(ARCHIVE);

    assertThat(installation.folder()).startsWith(next);
  }

  @Test
  void withoutAnyPlaceTheErrorNamesWhatWasTried() throws IOException {
    Path unusable = Files.createFile(folder.resolve("file")).resolve("below");

    assertThatThrownBy(() -> new BinaryCache(List.of(unusable)).installation(ARCHIVE))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("tried " + unusable)
        .hasMessageContaining("TIDEMARK_CACHE");
  }

  @Test
  void thePlacesAreThoseThatAreAskedForAndElseTheUsers() {
    Path temporary = Path.of("/tmp");

    assertThat(
            BinaryCache.places(Map.of("TIDEMARK_CACHE", "/c", "HOME", "/home/ann"), temporary, 7))
        .containsExactly(Path.of("/c"));
    assertThat(
            BinaryCache.places(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/home/ann"), temporary, 7))
        .containsExactly(
            Path.of("/x/tidemark"),
            Path.of("/home/ann/.cache/tidemark"),
            Path.of("/tmp/tidemark-7"));
    assertThat(
            BinaryCache.places(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/root"), temporary, 0))
        .containsExactly(
            Path.of("/var/cache/tidemark"),
            Path.of("/root/.cache/tidemark"),
            Path.of("/tmp/tidemark-0"));
    assertThat(BinaryCache.places(Map.of(), temporary, 12345))
        .containsExactly(Path.of("/tmp/tidemark-12345"));
  }

  @Test
  void aPlatformWithoutAnArchiveIsNamed() {
    assertThatThrownBy(() -> BinaryArchive.forPlatform(Platform.of("SunOS", "sparcv9")))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("sunos-sparcv9")
        .hasMessageContaining("postgres-sunos-sparcv9.txz");
  }

  @Test
  void platformsGoByTheArchivesWords() {
    assertThat(Platform.of("Linux", "amd64").archiveName()).isEqualTo("postgres-linux-x86_64.txz");
    assertThat(Platform.of("Linux", "aarch64").archiveName())
        .isEqualTo("postgres-linux-arm_64.txz");
    assertThat(Platform.of("Mac OS X", "aarch64").archiveName())
        .isEqualTo("postgres-darwin-arm_64.txz");
  }

  private static String versionOf(Installation installation) {
    return Command.of(List.of(), installation.program("postgres").toString(), "--version")
        .run()
        .output();
  }

  private static List<Path> entriesOf(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
