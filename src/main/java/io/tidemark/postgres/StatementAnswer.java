package io.tidemark.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server answers to a statement, or to the last of several.
 *
 * @param message as the server words it: {@code INSERT 0 9}, {@code CREATE VIEW}
 * @param changed how many rows it changed or gave; -1 where that has no meaning
 * @param columns the names of the columns, if it gave rows that were fetched
 * @param rows each value as a boolean, a whole number, a decimal, a double, a date or moment of
 *     {@code java.time}, a duration, a {@link JsonDocument}, a list, or a text
 */
public record StatementAnswer(
    String message, long changed, List<String> columns, List<List<@Nullable Object>> rows) {

  /** Copies the lists. */
  public StatementAnswer {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(new ArrayList<>(rows));
  }

  /** The message without its numbers: {@code INSERT}. */
  public String code() {
    StringBuilder code = new StringBuilder();
    for (String word : message.split(" ", -1)) {
      if (!word.isEmpty() && !Character.isDigit(word.charAt(0))) {
        code.append(code.isEmpty() ? "" : " ").append(word);
      }
    }
    return code.toString();
  }
}
