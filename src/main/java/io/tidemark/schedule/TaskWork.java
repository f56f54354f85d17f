package io.tidemark.schedule;

import io.tidemark.project.problem.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task does. The texts are templates that are rendered when it begins. */
public sealed interface TaskWork {

  /** The key in a job file that says it. */
  String key();

  /**
   * Runs the nodes that a selector names, in their order; each is a step.
   *
   * @param exclude a selector of what is left out
   */
  record Select(List<String> select, List<String> exclude, boolean fullRefresh)
      implements TaskWork {

    /** Copies the lists. */
    public Select {
      select = List.copyOf(select);
      exclude = List.copyOf(exclude);
    }

    @Override
    public String key() {
      return "select";
    }
  }

  /**
   * Runs SQL statements in one transaction.
   *
   * @param text the statements, or null if they are in a file
   * @param file relative to the project, or null
   */
  record Sql(@Nullable String text, @Nullable String file, Place place) implements TaskWork {
    @Override
    public String key() {
      return "sql";
    }
  }

  /**
   * Runs a program.
   *
   * @param words the program and its arguments; one text for a shell
   * @param shell whether a shell reads it
   * @param environment variables that it gets beside those of Tidemark's own
   * @param skipExitCode an exit code by which it says that the task is skipped, or null
   */
  record Command(
      List<String> words,
      boolean shell,
      Map<String, String> environment,
      @Nullable Integer skipExitCode,
      Place place)
      implements TaskWork {

    /** Copies the collections. */
    public Command {
      words = List.copyOf(words);
      environment = Map.copyOf(environment);
    }

    @Override
    public String key() {
      return "command";
    }
  }

  /** Asks how fresh the sources are that a selector names. */
  record Freshness(List<String> select) implements TaskWork {

    /** Copies the list. */
    public Freshness {
      select = List.copyOf(select);
    }

    @Override
    public String key() {
      return "freshness";
    }
  }

  /** Runs the tests of the nodes that a selector names. */
  record Test(List<String> select) implements TaskWork {

    /** Copies the list. */
    public Test {
      select = List.copyOf(select);
    }

    @Override
    public String key() {
      return "test";
    }
  }

  /**
   * Waits until a query's first value is true, or anything but null, false, 0 and an empty text.
   *
   * @param pokeInterval how long between two looks
   * @param timeout after how long it fails
   * @param softFail whether it is then skipped instead
   */
  record WaitFor(String sql, Duration pokeInterval, Duration timeout, boolean softFail, Place place)
      implements TaskWork {
    @Override
    public String key() {
      return "wait_for";
    }
  }

  /** Runs another job for the same interval. */
  record RunJob(String name, Map<String, String> params, Place place) implements TaskWork {

    /** Copies the map. */
    public RunJob {
      params = Map.copyOf(params);
    }

    @Override
    public String key() {
      return "job";
    }
  }
}
