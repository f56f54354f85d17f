package io.tidemark.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.launcher.Checkout.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaSearchTest {

  @TempDir private Path folder;

  private Checkout checkout;
  private Path tools;

  @BeforeEach
  void aPathWithTheToolsButWithoutJava() throws Exception {
    checkout = Checkout.in(folder.resolve("checkout"));
    tools = Files.createDirectory(folder.resolve("tools"));
    String needed =
        "cat chmod cp find grep head id ln mkdir mktemp mv ps readlink rm sed sh sleep sort tail uname";
    for (String tool : needed.split(" ", -1)) {
      checkout.command("../tools/" + tool, "PATH=/usr/bin:/bin exec " + tool + " \"$@\"");
    }
  }

  @Test
  void noJavaAtAllIsSaid() throws Exception {
    Result result = checkout.run(Map.of("PATH", tools.toString()), "ls");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.errors())
        .contains("needs a JDK 17 or later", "no JAVA_HOME, and no java on the PATH", "JAVA_HOME");
  }

  @Test
  void everyJavaThatIsTooOldIsNamed() throws Exception {
    Path eleven = checkout.jdk("11.0.2", true);
    Path eight = checkout.jdk("1.8.0_432", true);

    Result result =
        checkout.run(
            Map.of("JAVA_HOME", eleven.toString(), "PATH", eight.resolve("bin") + ":" + tools),
            "ls");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.errors())
        .contains(
            eleven.resolve("bin/java") + ", from JAVA_HOME, is Java 11.0.2",
            eight.resolve("bin/java") + ", from the PATH, is Java 1.8.0_432");
  }

  @Test
  void theJavaOnThePathStandsInForOneThatIsTooOld() throws Exception {
    Path eleven = checkout.jdk("11.0.2", true);
    Path later = checkout.jdk("26-ea", true);

    Result result =
        checkout.run(
            Map.of("JAVA_HOME", eleven.toString(), "PATH", later.resolve("bin") + ":" + tools),
            "ls");

    assertThat(result.exitCode()).isZero();
    assertThat(Files.readString(checkout.path("builds"))).contains("26-ea");
  }

  @Test
  void aLinkOnThePathLeadsToItsJdk() throws Exception {
    Path jdk = checkout.jdk("21.0.1", true);
    Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));

    checkout.run(Map.of("PATH", tools.toString()), "ls");

    assertThat(Files.readString(checkout.path("builds"))).contains(jdk.toRealPath().toString());
  }

  @Test
  void aRuntimeWithoutCompilerCannotBuild() throws Exception {
    Path runtime = checkout.jdk("17.0.9", false);

    Result result = checkout.run(Map.of("JAVA_HOME", runtime.toString()), "ls");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.errors()).contains("needs a JDK", "without bin/javac", "17.0.9-jre");
    assertThat(checkout.builds()).isZero();
  }

  @Test
  void aRuntimeIsEnoughForWhatIsBuilt() throws Exception {
    checkout.run(Map.of("JAVA_HOME", checkout.jdk("17.0.9", true).toString()), "ls");

    Result result =
        checkout.run(Map.of("JAVA_HOME", checkout.jdk("17.0.9", false).toString()), "ls");

    assertThat(result.exitCode()).isZero();
  }
}
