package io.tidemark.template.module;

import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * What was found, with some of the groups alone.
 *
 * @param numbers the number that each of them has in {@code found}
 */
record RenumberedMatch(MatchResult found, List<Integer> numbers) implements MatchResult {

  private int number(int group) {
    return group == 0 ? 0 : numbers.get(group - 1);
  }

  @Override
  public int start() {
    return found.start();
  }

  @Override
  public int start(int group) {
    return found.start(number(group));
  }

  @Override
  public int end() {
    return found.end();
  }

  @Override
  public int end(int group) {
    return found.end(number(group));
  }

  @Override
  public String group() {
    return found.group();
  }

  @Override
  public @Nullable String group(int group) {
    return found.group(number(group));
  }

  @Override
  public int groupCount() {
    return numbers.size();
  }
}
