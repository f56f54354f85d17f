package io.tidemark.cli;

import io.tidemark.project.file.TextDecoder;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked to make a profile's output, as dbt's {@code profile_template.yml} says it: {@code
 * fixed} values, and {@code prompts} with a hint, a default, a type, perhaps hidden; {@code
 * _choose_…} has several to choose from, {@code _fixed_…} is not asked for.
 *
 * @param mapping the file
 */
record ProfileTemplate(YamlMapping mapping) {

  private static final String CHOOSE = "_choose";
  private static final String FIXED = "_fixed";

  /**
   * Reads a file.
   *
   * @param shownAs its path as a person is shown it
   * @throws ProjectException if it is no mapping
   */
  static ProfileTemplate read(byte[] bytes, String shownAs) {
    Problems problems = new Problems();
    SourceText source = TextDecoder.decodeWithSecrets(bytes, shownAs, problems);
    YamlNode root = source == null ? null : YamlReader.read(source, problems);
    problems.throwIfAny();
    if (root instanceof YamlMapping mapping) {
      return new ProfileTemplate(mapping);
    }
    throw new ProjectException(
        Problem.of(shownAs + " must have fixed: and prompts:")
            .at(root == null ? null : root.place()));
  }

  /** Asks, and gives the output's values by name. */
  Map<String, Object> ask(Questions questions) {
    Map<String, Object> values = new TreeMap<>();
    if (mapping.get("fixed") instanceof YamlMapping fixed) {
      fixed.entries().forEach(one -> values.put(one.name(), value(one.value())));
    }
    if (mapping.get("prompts") instanceof YamlMapping prompts) {
      ask(prompts, questions, values);
    }
    return values;
  }

  private static void ask(YamlMapping prompts, Questions questions, Map<String, Object> values) {
    for (YamlEntry prompt : prompts.entries()) {
      String name = prompt.name();
      if (name.startsWith(CHOOSE) && prompt.value() instanceof YamlMapping choices) {
        ask(chosen(name, choices, questions), questions, values);
      } else if (name.startsWith(FIXED)) {
        values.put(withoutPrefix(name, FIXED), value(prompt.value()));
      } else if (prompt.value() instanceof YamlMapping asked) {
        values.put(name, answer(name, asked, questions));
      } else {
        throw new ProjectException(
            Problem.of("The prompt " + name + " is no mapping")
                .at(prompt.place())
                .next("Write for example: " + name + ": {hint: what it is, type: string}"));
      }
    }
  }

  private static YamlMapping chosen(String name, YamlMapping choices, Questions questions) {
    List<YamlEntry> all = new ArrayList<>(choices.entries());
    StringBuilder question = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      question.append('[').append(i + 1).append("] ").append(all.get(i).name()).append('\n');
    }
    String what = withoutPrefix(name, CHOOSE).replace('_', ' ');
    question.append("Desired ").append(what).append(" option (enter a number)");
    YamlEntry chosen = all.get(questions.choice(question.toString(), all.size()) - 1);
    if (chosen.value() instanceof YamlMapping mapping) {
      return mapping;
    }
    throw new ProjectException(
        Problem.of("The choice " + chosen.name() + " is no mapping").at(chosen.place()));
  }

  private static Object answer(String name, YamlMapping asked, Questions questions) {
    String hint = text(asked, "hint");
    String question = hint == null ? name : name + " (" + hint + ")";
    String byDefault = text(asked, "default");
    if (asked.get("hide_input") != null && Boolean.TRUE.equals(value(asked.get("hide_input")))) {
      return questions.secret(question);
    }
    return switch (Objects.requireNonNullElse(text(asked, "type"), "string")) {
      case "int" -> questions.number(question, byDefault == null ? null : Long.valueOf(byDefault));
      case "float" -> questions.decimal(question, byDefault);
      case "bool" -> questions.yes(question);
      default -> questions.text(question, byDefault);
    };
  }

  private static String withoutPrefix(String name, String prefix) {
    String rest = name.substring(prefix.length());
    return rest.startsWith("_") ? rest.substring(1) : rest;
  }

  private static @Nullable String text(YamlMapping asked, String key) {
    YamlNode node = asked.get(key);
    return node == null || node.value() == null ? null : node.value().toString();
  }

  private static Object value(@Nullable YamlNode node) {
    return node == null || node.value() == null ? "" : node.value();
  }
}
