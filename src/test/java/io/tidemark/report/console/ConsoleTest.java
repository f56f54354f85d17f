package io.tidemark.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.report.FakeTerminal;
import io.tidemark.report.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line goes where it has to, in its form, and no secret with it. */
class ConsoleTest {

  private static final SecretMask MASK =
      new SecretMask(Map.of("DBT_ENV_SECRET_KEY", "hush"), List.of());

  private final Path folder;

  private final FakeTerminal terminal = new FakeTerminal();
  private final HandClock clock = new HandClock();

  ConsoleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aLineHasItsTimeAndItsFurtherLinesStandBelow() {
    tellAll(console(LogLevel.INFO, false, false, Terminal.NONE, null));

    assertThat(terminal.printed())
        .isEqualTo(
            """
            10:20:31  info
                      and more
            10:20:31
            10:20:31  [WARNING]: careful
            10:20:31  wrong
            asked for
            """);
  }

  @Test
  void theLevelDecidesWhatIsShown() {
    tellAll(console(LogLevel.DEBUG, false, false, Terminal.NONE, null));
    assertThat(terminal.printed()).contains("detail", "info", "careful", "wrong", "asked for");
  }

  @Test
  void atLevelWarnOnlyWarningsAndErrorsAreShown() {
    tellAll(console(LogLevel.WARN, false, false, Terminal.NONE, null));
    assertThat(terminal.printed())
        .isEqualTo("10:20:31  [WARNING]: careful\n10:20:31  wrong\nasked for\n");
  }

  @Test
  void atLevelNoneOnlyWhatWasAskedForIsShown() {
    tellAll(console(LogLevel.NONE, false, false, Terminal.NONE, null));
    assertThat(terminal.printed()).isEqualTo("asked for\n");
  }

  @Test
  void quietShowsErrorsAndWhatWasAskedFor() {
    tellAll(console(LogLevel.DEBUG, true, false, Terminal.NONE, null));
    assertThat(terminal.printed()).isEqualTo("10:20:31  wrong\nasked for\n");
  }

  @Test
  void coloursAreOnlyWrittenWhereTheyAreOn() {
    console(LogLevel.INFO, false, false, new Terminal(true, false, 80), null).error("wrong");
    assertThat(terminal.printed()).isEqualTo("10:20:31  \u001b[31mwrong\u001b[0m\n");
  }

  @Test
  void aJsonLineHasTheFieldsOfDbtsLog() throws IOException {
    Console console = console(LogLevel.INFO, false, true, new Terminal(true, true, 80), null);

    console.log(
        LogEvent.of("LogStartLine", "Q011", LogLevel.INFO, "1 of 1 START\nhush")
            .in(Color.GREEN)
            .with(Map.of("index", 1, "node_info", Map.of("meta", Map.of("k", List.of("hush"))))));

    String line = terminal.printed();
    assertThat(line.strip().lines()).hasSize(1);
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.fieldNames()).toIterable().containsExactly("data", "info");
    assertThat(json.at("/info").fieldNames())
        .toIterable()
        .containsExactly(
            "category",
            "code",
            "extra",
            "invocation_id",
            "level",
            "msg",
            "name",
            "pid",
            "thread",
            "ts");
    assertThat(json.at("/info/code").asText()).isEqualTo("Q011");
    assertThat(json.at("/info/name").asText()).isEqualTo("LogStartLine");
    assertThat(json.at("/info/level").asText()).isEqualTo("info");
    assertThat(json.at("/info/msg").asText()).isEqualTo("1 of 1 START\n*****");
    assertThat(json.at("/info/ts").asText()).isEqualTo("2024-01-31T10:20:31.123456Z");
    assertThat(json.at("/info/invocation_id").asText()).isEqualTo("an-invocation");
    assertThat(json.at("/info/extra/team").asText()).isEqualTo("data");
    assertThat(json.at("/info/pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(json.at("/info/thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(json.at("/data/index").asInt()).isEqualTo(1);
    assertThat(line).doesNotContain("hush");
  }

  @Test
  void whatWasAskedForIsAJsonLineToo() throws IOException {
    console(LogLevel.ERROR, true, true, Terminal.NONE, null).print("a\nb");

    JsonNode json = new ObjectMapper().readTree(terminal.printed());
    assertThat(json.at("/info/msg").asText()).isEqualTo("a\nb");
  }

  @Test
  void theLogFileHoldsEverythingWithLevelAndThreadAndNoColour() throws IOException {
    Path file = folder.resolve("logs/tidemark.log");
    try (Console console =
        console(LogLevel.NONE, true, false, new Terminal(true, true, 80), file)) {
      tellAll(console);
    }

    String thread = Thread.currentThread().getName();
    assertThat(Files.readString(file))
        .isEqualTo(
            """

            ============================== 2024-01-31T10:20:31.123456Z | an-invocation ==============================
            10:20:31.123456 [debug] [THREAD]: detail
            10:20:31.123456 [info ] [THREAD]: info
            and more
            10:20:31.123456 [info ] [THREAD]:
            10:20:31.123456 [warn ] [THREAD]: [WARNING]: careful
            10:20:31.123456 [error] [THREAD]: wrong
            10:20:31.123456 [info ] [THREAD]: asked for
            """
                .replace("THREAD", thread));
  }

  @Test
  void aLogFileThatCantBeWrittenIsOneWarningAndNoMore() throws IOException {
    Path blocked = Files.writeString(folder.resolve("logs"), "").resolve("tidemark.log");

    tellAll(console(LogLevel.INFO, false, false, Terminal.NONE, blocked));

    assertThat(terminal.printed()).containsOnlyOnce("The run goes on without it.");
    assertThat(terminal.printed()).contains(blocked.toString(), "wrong", "asked for");
  }

  @Test
  void noFormLetsASecretThrough() throws IOException {
    Path file = folder.resolve("tidemark.log");
    Terminal movable = new Terminal(true, true, 80);
    try (Console console = console(LogLevel.DEBUG, false, false, movable, file)) {
      console.error("it was hush, password=other");
      console.print("hush");
      console.live(List.of("hush"), true);
    }

    assertThat(terminal.printed() + Files.readString(file))
        .contains("*****")
        .doesNotContain("hush")
        .doesNotContain("other");
  }

  private static void tellAll(Console console) {
    console.debug("detail");
    console.info("info\nand more");
    console.info("");
    console.warn("careful");
    console.error("wrong");
    console.print("asked for");
  }

  private Console console(
      LogLevel level, boolean quiet, boolean json, Terminal shown, @Nullable Path logFile) {
    ConsoleOptions options =
        new ConsoleOptions(
            level, quiet, json, shown, logFile, "an-invocation", Map.of("team", "data"), MASK);
    return new Console(options, terminal.stream(), clock);
  }
}
