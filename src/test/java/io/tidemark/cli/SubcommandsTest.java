package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A start builds the commands that its words may mean, under all of their names. */
class SubcommandsTest {

  @Test
  void everyNameLeadsToItsCommand() {
    for (String name : commands().getSubcommands().keySet()) {
      assertThat(commands(name).getSubcommands()).containsKey(name);
    }
  }

  @Test
  void theyAreCalledAsTheirAnnotationsSay() {
    Set<String> annotated = new LinkedHashSet<>();
    commands()
        .getSubcommands()
        .values()
        .forEach(command -> annotated.add(command.getCommandName()));

    assertThat(annotated).containsExactlyElementsOf(Subcommands.names());
  }

  @Test
  void onlyThoseThatAreNamedAreThere() {
    assertThat(commands("--profiles-dir", "run", "build").getSubcommands())
        .containsOnlyKeys("run", "build");
    assertThat(commands("retry").getSubcommands()).containsOnlyKeys("retry");
  }

  @Test
  void allAreThereWhereOneIsMistypedOrAllAreAskedFor() {
    Set<String> all = commands().getSubcommands().keySet();

    assertThat(all).contains("run", "ls", "list", "completion");
    assertThat(commands("rnu").getSubcommands()).containsOnlyKeys(all);
    assertThat(commands("--help", "run").getSubcommands()).containsOnlyKeys(all);
    assertThat(commands("completion").getSubcommands()).containsOnlyKeys(all);
    assertThat(commands("@words").getSubcommands()).containsOnlyKeys(all);
  }

  private static CommandLine commands(String... arguments) {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Path here = Path.of("").toAbsolutePath();
    return Tidemark.commandLine(
        new Surroundings(Map.of(), here, here, nowhere, nowhere, Clock.systemUTC()),
        ProjectFlags.NONE,
        List.of(arguments));
  }
}
