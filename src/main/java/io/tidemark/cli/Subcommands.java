package io.tidemark.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands, by their names. picocli reads each command's options by reflection, all of them 0.1
 * s: a start has only those built that its words name.
 */
final class Subcommands {

  /** In the order of the help. */
  private static final Map<String, Supplier<Object>> ALL = all();

  /** Other names of commands, which their annotations say too. */
  private static final Map<String, String> ALIASES = Map.of("list", "ls");

  /** What is asked about all commands, or asks about them. */
  private static final Set<String> ABOUT_ALL = Set.of("-h", "--help", "completion");

  private Subcommands() {}

  /** Gives the root the commands that the arguments may mean; all where they name none. */
  static void add(CommandLine root, List<String> arguments) {
    Set<String> named = named(arguments);
    ALL.forEach(
        (name, command) -> {
          if (named.isEmpty() || named.contains(name)) {
            root.addSubcommand(command.get());
          }
        });
  }

  /** Their names, in the order of the help. */
  static Set<String> names() {
    return ALL.keySet();
  }

  /** The commands among the words: a value may be called like one, so all of them. */
  private static Set<String> named(List<String> arguments) {
    Set<String> named = new LinkedHashSet<>();
    for (String word : arguments) {
      if (word.startsWith("@") || (named.isEmpty() && ABOUT_ALL.contains(word))) {
        return Set.of();
      }
      String name = ALIASES.getOrDefault(word, word);
      if (ALL.containsKey(name)) {
        named.add(name);
      }
    }
    return named;
  }

  private static Map<String, Supplier<Object>> all() {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("build", BuildCommand::new);
    all.put("run", RunCommand::new);
    all.put("seed", SeedCommand::new);
    all.put("snapshot", SnapshotCommand::new);
    all.put("test", TestCommand::new);
    all.put("restart", RestartCommand::new);
    all.put("retry", RetryCommand::new);
    all.put("ls", ListCommand::new);
    all.put("compile", CompileCommand::new);
    all.put("run-operation", RunOperationCommand::new);
    all.put("show", ShowCommand::new);
    all.put("source", SourceCommand::new);
    all.put("docs", DocsCommand::new);
    all.put("clone", CloneCommand::new);
    all.put("sql", SqlCommand::new);
    all.put("parse", ParseCommand::new);
    all.put("runs", RunsCommand::new);
    all.put("logs", LogsCommand::new);
    all.put("backfill", BackfillCommand::new);
    all.put("clear", ClearCommand::new);
    all.put("mark", MarkCommand::new);
    all.put("abandon", AbandonCommand::new);
    all.put("schedule", ScheduleCommand::new);
    all.put("state", StateCommand::new);
    all.put("clean-state", CleanStateCommand::new);
    all.put("debug", DebugCommand::new);
    all.put("deps", DepsCommand::new);
    all.put("init", InitCommand::new);
    all.put("server", ServerCommand::new);
    all.put("clean", CleanCommand::new);
    all.put("completion", CompletionCommand::new);
    return Collections.unmodifiableMap(all);
  }
}
