package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command's words: wrong ones are explained, help and completion are there without a project.
 */
class ArgumentsTest {

  private final Path folder;

  ArgumentsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void anUnknownCommand() {
    tidemark("rum").refused().says("There is no command \"rum\"", "Did you mean \"run\"?");
    tidemark("frobnicate").refused().says("There are: build, run,").neverSays("Did you mean");
  }

  @Test
  void anUnknownOption() {
    tidemark("run", "--selct", "orders")
        .refused()
        .says(
            """
            Error: There is no option "--selct"
              Did you mean "--select"?
              See: tidemark run --help
            """);
  }

  @Test
  void aModelWithoutSelect() {
    tidemark("run", "orders").refused().says("A model is named with --select orders.");
  }

  @Test
  void valuesThatAreNotAllowed() {
    tidemark("run", "--threads", "many").refused().says("--threads", "many");
    tidemark("ls", "--output", "jsn").refused().says("selector, name, path, json", "jsn");
    tidemark("run", "--target").refused().says("--target", "NAME");
  }

  @Test
  void versionAndHelpNeedNoProject() {
    tidemark("--version").succeeded().says("tidemark ", "Spring Batch ", "Java ", "PostgreSQL ");
    tidemark().succeeded().says("Usage: tidemark", "Commands:", "Exit codes:", "  2 ");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "restart",
        "ls",
        "compile",
        "show",
        "parse",
        "debug",
        "init",
        "clean",
        "completion"
      })
  void everyCommandHasHelp(String command) {
    Outcome help = tidemark(command, "--help").succeeded();

    assertThat(help.lines()).anyMatch(line -> line.startsWith("Usage: tidemark " + command));
    assertThat(help.out()).doesNotContain("null", "${").contains("--help");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void bashAcceptsTheCompletion() throws Exception {
    Path script = Files.writeString(folder.resolve("c"), tidemark("completion").succeeded().out());

    assertThat(bash("-n", script.toString())).isEmpty();
    assertThat(
            bash(
                "-c",
                "source '"
                    + script
                    + "'; COMP_WORDS=(tidemark ru); COMP_CWORD=1; COMP_LINE='tidemark ru';"
                    + " COMP_POINT=11; _complete_tidemark; echo ${COMPREPLY[@]}"))
        .contains("run");
  }

  private static String bash(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "bash";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(Arrays.asList(command)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private Outcome tidemark(String... arguments) {
    return TidemarkProcess.in(folder).run(arguments);
  }
}
