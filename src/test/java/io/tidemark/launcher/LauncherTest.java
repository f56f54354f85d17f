package io.tidemark.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.launcher.Checkout.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

  @TempDir private Path folder;

  private Checkout checkout;
  private Map<String, String> java17;

  @BeforeEach
  void aCheckoutInAFolderWithABlankInItsName() throws Exception {
    checkout = Checkout.in(folder.resolve("my checkout"));
    java17 = Map.of("JAVA_HOME", checkout.jdk("17.0.9", true).toString());
  }

  @Test
  void theFirstUseBuildsAndSaysSo() throws Exception {
    Result first = checkout.run(java17, "ls");

    assertThat(first.exitCode()).isZero();
    assertThat(first.errors()).startsWith("Building Tidemark, once;").hasLineCount(1);
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void theSecondUseBuildsNothingAndSaysNothing() throws Exception {
    checkout.run(java17, "ls");

    Result second = checkout.run(java17, "ls");

    assertThat(second.errors()).isEmpty();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws Exception {
    Result result = checkout.run(java17, "run", "--vars", "{a: 1, b: '*'}", "");

    assertThat(result.output())
        .containsSubsequence(
            "<io.tidemark.cli.Tidemark>", "<run>", "<--vars>", "<{a: 1, b: '*'}>", "<>");
  }

  @Test
  void theUsersOptionsComeAfterOurs() throws Exception {
    var environment =
        Map.of("JAVA_HOME", java17.get("JAVA_HOME"), "TIDEMARK_OPTS", "-Xmx1g -Dcolour=*");

    Result result = checkout.run(environment, "ls");

    assertThat(result.output()).containsSubsequence("<-Xmx256m>", "<-Xmx1g>", "<-Dcolour=*>");
  }

  @Test
  void theExitCodeIsTheProgramsOwn() throws Exception {
    var environment = Map.of("JAVA_HOME", java17.get("JAVA_HOME"), "EXIT", "143");

    assertThat(checkout.run(environment, "run").exitCode()).isEqualTo(143);
  }

  @Test
  void aLinkFromElsewhereWorks() throws Exception {
    Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("my checkout/tidemark"));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path second = Files.createSymbolicLink(bin.resolve("tidemark"), first);

    Result result = checkout.run(second, java17, "ls");

    assertThat(result.output()).contains("<" + checkout.path("target/tidemark/tidemark.jar") + ">");
  }

  @Test
  void aChangedSourceIsBuiltAgain() throws Exception {
    checkout.run(java17, "ls");
    Path source = checkout.write("src/main/java/Model.java", "record Model() {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

    Result result = checkout.run(java17, "ls");

    assertThat(result.errors())
        .isEqualToIgnoringNewLines("Building Tidemark again: its sources have changed.");
    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void aChangedTestIsNoReasonToBuild() throws Exception {
    checkout.run(java17, "ls");
    Path test = checkout.write("src/test/java/ModelTest.java", "class ModelTest {}");
    Files.setLastModifiedTime(test, FileTime.from(Instant.now().plusSeconds(60)));

    checkout.run(java17, "ls");

    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void twoFirstUsesAtOnceBuildOnce() throws Exception {
    Process one = checkout.start(checkout.launcher(), java17, "ls");
    Process other = checkout.start(checkout.launcher(), java17, "ls");

    assertThat(Checkout.end(one).exitCode()).isZero();
    assertThat(Checkout.end(other).exitCode()).isZero();
    assertThat(checkout.builds()).isEqualTo(1);
    assertThat(checkout.path("target/.build-lock")).doesNotExist();
  }

  @Test
  void theLockOfADeadProcessIsTaken() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(checkout.path("target"));
    String host = Checkout.output("uname", "-n");
    Files.createSymbolicLink(checkout.path("target/.build-lock"), Path.of(dead.pid() + "@" + host));

    assertThat(checkout.run(java17, "ls").exitCode()).isZero();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void aFailedBuildShowsItsErrorAndItsLog() throws Exception {
    checkout.write("broken", "");

    Result result = checkout.run(java17, "ls");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.errors())
        .contains("the build failed", "target/build.log", "Frobnicator.java:[3,7] no such thing");
    assertThat(checkout.path("target/.build-lock")).doesNotExist();
    assertThat(checkout.path("target/tidemark/.built")).doesNotExist();
  }

  @Test
  void withoutSourcesTheBuiltProgramRuns() throws Exception {
    checkout.run(java17, "ls");
    Files.delete(checkout.path("src/main/java/Model.java"));
    Files.delete(checkout.path("src/main/java"));
    Files.delete(checkout.path("src/main"));
    Files.delete(checkout.path("pom.xml"));

    assertThat(checkout.run(java17, "ls").exitCode()).isZero();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void underCronFileNamesAreStillUtf8() throws Exception {
    assertThat(checkout.run(java17, "ls").output()).contains("LC_CTYPE=C.UTF-8");
  }

  @Test
  void aJvmThatMakesNoArchiveIsAskedOnce() throws Exception {
    checkout.run(java17, "ls");

    Result result = checkout.run(java17, "ls");

    assertThat(checkout.path("target/tidemark/tidemark-17.0.9.jsa")).isEmptyFile();
    assertThat(result.output()).noneMatch(argument -> argument.contains("SharedArchiveFile"));
  }
}
