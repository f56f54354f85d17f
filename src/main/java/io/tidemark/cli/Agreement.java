package io.tidemark.cli;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/**
 * Asks the person at the terminal before something is done that can't be undone.
 *
 * @param yes whether {@code --yes} has answered already
 * @param question without how to answer: {@code Clear this?}
 * @param nothingDone what is said if the answer is no: {@code Nothing was cleared}
 */
record Agreement(boolean yes, String question, String nothingDone) {

  /**
   * The answer.
   *
   * @throws ProjectException if nobody can be asked
   */
  boolean given(Surroundings surroundings, Console console) {
    if (yes) {
      return true;
    }
    if (!Terminal.attached(surroundings.environment())) {
      throw new ProjectException(
          Problem.of(nothingDone + ", because nobody could be asked")
              .found("This is no terminal.")
              .next("If that is what you want: --yes"));
    }
    console.info(question + " Type yes:");
    try {
      String answer =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      boolean agreed = answer != null && answer.strip().equalsIgnoreCase("yes");
      if (!agreed) {
        console.info(nothingDone + ".");
      }
      return agreed;
    } catch (IOException e) {
      return false;
    }
  }
}
