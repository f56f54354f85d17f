package io.tidemark.template;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What dbt asks of the text of a Python model before it looks at what the model refers to: one
 * function {@code model(dbt, session)}, and no Jinja. Whether the rest is Python nobody checks.
 */
final class PythonModelShape {

  private static final Pattern MODEL = Pattern.compile("(?m)^[ \\t]*def[ \\t]+model[ \\t]*\\(");
  private static final Pattern JINJA = Pattern.compile("\\{[{%#]");
  private static final String EXAMPLE =
      "Write for example: def model(dbt, session): return dbt.ref(\"orders\")";

  private final String name;
  private final String text;

  /**
   * The shape of a model.
   *
   * @param name the file as messages show it
   */
  PythonModelShape(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Checks it.
   *
   * @param code the text without comments and without what is in its strings, as long as it
   * @throws ProjectException if it is no model
   */
  void check(String code) {
    Matcher jinja = JINJA.matcher(text);
    if (jinja.find()) {
      throw wrong(
          "No jinja in python model code is allowed",
          jinja.start(),
          "Use dbt.ref(), dbt.source() and dbt.config.get(), and let a properties file configure"
              + " what is computed.");
    }
    if (code.isBlank()) {
      return;
    }
    List<Integer> found = new ArrayList<>();
    Matcher models = MODEL.matcher(code);
    while (models.find()) {
      found.add(models.end());
    }
    if (found.size() != 1) {
      throw wrong(
          "dbt allows exactly one model defined per python file, found " + found.size(),
          found.isEmpty() ? 0 : found.get(1),
          EXAMPLE);
    }
    checkArguments(code, found.get(0));
  }

  private void checkArguments(String code, int start) {
    List<String> names = arguments(code, start);
    if (!names.isEmpty() && !names.get(0).equals("dbt")) {
      throw wrong("'dbt' not provided for model as the first argument", start, EXAMPLE);
    }
    if (names.size() != 2) {
      throw wrong(
          "model function should have two args, `dbt` and a session to current warehouse",
          start,
          EXAMPLE);
    }
  }

  /** The names of the arguments by position, up to a star. */
  private static List<String> arguments(String code, int start) {
    List<String> names = new ArrayList<>();
    int depth = 0;
    int from = start;
    for (int i = start; i < code.length(); i++) {
      char c = code.charAt(i);
      boolean end = depth == 0 && c == ')';
      if (end || (depth == 0 && c == ',')) {
        String name = code.substring(from, i).split("[:=]", 2)[0].strip();
        if (name.startsWith("*")) {
          break;
        }
        if (!name.isEmpty() && !name.equals("/")) {
          names.add(name);
        }
        from = i + 1;
      }
      if (end) {
        break;
      }
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
    }
    return names;
  }

  private ProjectException wrong(String what, int at, @Nullable String next) {
    int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    String written = text.lines().skip(line - 1L).findFirst().orElse("");
    return new ProjectException(Problem.of(what).at(new Place(name, line, 0, written)).next(next));
  }
}
