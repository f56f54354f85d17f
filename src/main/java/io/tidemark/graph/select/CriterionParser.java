package io.tidemark.graph.select;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one criterion: operators, method, value. */
final class CriterionParser {

  private static final Pattern BEFORE = Pattern.compile("(?<at>@?)(?:(?<depth>\\d*)(?<plus>\\+))?");
  private static final Pattern METHOD =
      Pattern.compile("(?<name>[\\w.]+):", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern BEHIND = Pattern.compile("\\+(?<depth>\\d*)$");

  /** More digits than any graph is deep. */
  private static final int LONGEST_DEPTH = 9;

  private static final List<String> FILE_EXTENSIONS =
      List.of(".sql", ".py", ".csv", ".sql.mustache");

  private final Vocabulary vocabulary;

  /**
   * @param vocabulary what words may stand for
   */
  CriterionParser(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Which tests come with what is selected, where nothing else is said. */
  IndirectSelection mode() {
    return vocabulary.mode();
  }

  /**
   * Reads a criterion.
   *
   * @param term the whole term it stands in, for messages
   * @throws ProjectException where it can't be understood
   */
  Criterion parse(String text, String term) {
    Matcher before = BEFORE.matcher(text);
    before.lookingAt();
    Matcher method = METHOD.matcher(text).region(before.end(), text.length());
    boolean named = method.lookingAt();
    int start = named ? method.end() : before.end();
    Matcher behind = BEHIND.matcher(text).region(start, text.length());
    boolean children = behind.find();
    int end = children ? behind.start() : text.length();
    String value = text.substring(start, end);
    boolean childrensParents = !before.group("at").isEmpty();

    if (value.isEmpty()) {
      throw new ProjectException(nothing(text, term));
    }
    if (childrensParents && children) {
      throw new ProjectException(
          Problem.of("The selection criterion \"%s\" has both @ and a + behind it".formatted(text))
              .found("\"@\" already brings all that comes after the node.")
              .next("Leave one of the two out."));
    }
    List<String> words =
        named
            ? Arrays.asList(method.group("name").split("\\.", -1))
            : List.of(defaultMethod(value).dbtName());
    return new Criterion(
        text.substring(0, start),
        value,
        text.substring(end),
        matcher(text, words, value),
        childrensParents,
        before.group("plus") == null ? 0 : depth(before.group("depth")),
        children ? depth(behind.group("depth")) : 0,
        vocabulary.mode());
  }

  /** What tells the nodes of a method's value; the words are those before the colon. */
  NodeMatcher matcher(String text, List<String> words, String value) {
    return new MethodCall(
            text, method(words.get(0), text), words.subList(1, words.size()), value, vocabulary)
        .matcher();
  }

  private static Problem nothing(String text, String term) {
    String found =
        text.isEmpty()
            ? "Nothing stands before or behind a comma."
            : "Found \"%s\" without a name or value.".formatted(text);
    return Problem.of("The selection criterion \"%s\" has an empty part".formatted(term))
        .found(found)
        .next("Write for example \"+orders\", \"tag:nightly\" or \"tag:nightly,marts\".");
  }

  private static int depth(String digits) {
    if (digits.isEmpty() || digits.length() > LONGEST_DEPTH) {
      return Criterion.ALL;
    }
    return Integer.parseInt(digits);
  }

  /** What dbt takes a value for that is written without a method. */
  private static Method defaultMethod(String value) {
    if (value.contains("/") || value.contains(File.separator)) {
      return Method.PATH;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    return FILE_EXTENSIONS.stream().anyMatch(lower::endsWith) ? Method.FILE : Method.FQN;
  }

  private static Method method(String name, String text) {
    return Method.named(name)
        .orElseThrow(
            () ->
                new ProjectException(
                    Problem.of(
                            "The selection criterion \"%s\" has an unknown method, \"%s\""
                                .formatted(text, name))
                        .found("Allowed: %s.".formatted(String.join(", ", Method.available())))
                        .next(
                            NearestName.question(name, Method.available())
                                .orElse("Write METHOD:VALUE, or a model's name alone."))));
  }
}
