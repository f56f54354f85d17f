package io.tidemark.cli;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks the person who runs a command, as dbt does: the default stands in brackets. */
final class Questions {

  private final PrintStream out;
  private final BufferedReader answers;
  private final @Nullable Console console;
  private boolean over;

  Questions(Surroundings surroundings) {
    this.out = surroundings.out();
    this.answers =
        new BufferedReader(new InputStreamReader(surroundings.in(), Charset.defaultCharset()));
    this.console = surroundings.in() == System.in ? System.console() : null;
  }

  /**
   * A text that is not empty.
   *
   * @param byDefault what an empty answer means; null to ask again
   * @throws ProjectException if nobody answers
   */
  String text(String question, @Nullable String byDefault) {
    String shown = byDefault == null ? question : question + " [" + byDefault + "]";
    while (true) {
      String answer = line(shown);
      if (!answer.isEmpty()) {
        return answer;
      }
      if (byDefault != null) {
        return byDefault;
      }
    }
  }

  /** A text that is not shown while it is typed, where there is a terminal. */
  String secret(String question) {
    if (console == null) {
      return text(question, null);
    }
    char[] typed = console.readPassword("%s: ", question);
    if (typed == null) {
      throw nobody(question);
    }
    return typed.length == 0 ? secret(question) : new String(typed);
  }

  /** True once nobody answers any more. */
  boolean over() {
    return over;
  }

  /** A number, asked for until it is one. */
  double decimal(String question, @Nullable String byDefault) {
    while (true) {
      String answer = text(question, byDefault);
      try {
        return Double.parseDouble(answer);
      } catch (NumberFormatException noNumber) {
        out.println("'" + answer + "' is no number.");
      }
    }
  }

  /** A whole number, asked for until it is one. */
  long number(String question, @Nullable Long byDefault) {
    while (true) {
      String answer = text(question, byDefault == null ? null : byDefault.toString());
      try {
        return Long.parseLong(answer);
      } catch (NumberFormatException noNumber) {
        out.println("'" + answer + "' is not a whole number.");
      }
    }
  }

  /** The number of one of several things, from 1. */
  int choice(String question, int several) {
    while (true) {
      long number = number(question, null);
      if (number >= 1 && number <= several) {
        return (int) number;
      }
      out.println("There are 1 to " + several + ".");
    }
  }

  /** Yes or no; an empty answer is no. */
  boolean yes(String question) {
    while (true) {
      String answer = line(question + " [y/N]").toLowerCase(Locale.ROOT);
      switch (answer) {
        case "y", "yes" -> {
          return true;
        }
        case "", "n", "no" -> {
          return false;
        }
        default -> out.println("Type y or n.");
      }
    }
  }

  private String line(String question) {
    out.print(question + ": ");
    out.flush();
    try {
      String answer = answers.readLine();
      if (answer == null) {
        out.println();
        throw nobody(question);
      }
      return answer.strip();
    } catch (IOException unreadable) {
      throw nobody(question);
    }
  }

  private ProjectException nobody(String question) {
    over = true;
    return new ProjectException(
        Problem.of("Nobody has answered")
            .found("Asked was: " + question)
            .next("Run it in a terminal, or write the answers into its standard input."));
  }
}
