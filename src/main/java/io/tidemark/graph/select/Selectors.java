package io.tidemark.graph.select;

import io.tidemark.project.file.TextDecoder;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.shape.ShapeCheck;
import io.tidemark.project.shape.Shapes;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import io.tidemark.project.yaml.YamlRendering;
import io.tidemark.project.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The selectors of a project, as {@code selectors.yml} defines them. */
public final class Selectors {

  /** The file, in the project's directory. */
  public static final String FILE_NAME = "selectors.yml";

  /** No selectors. */
  public static final Selectors NONE = new Selectors(Map.of(), null);

  private final Map<String, YamlMapping> byName;
  private final @Nullable String defaultName;

  private Selectors(Map<String, YamlMapping> byName, @Nullable String defaultName) {
    this.byName = byName;
    this.defaultName = defaultName;
  }

  /**
   * Reads them; none where there is no such file.
   *
   * @param root the project's directory
   * @throws ProjectException with all that is wrong
   */
  public static Selectors read(Path root, ValueRenderer renderer) {
    Path file = root.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return NONE;
    }
    Problems problems = new Problems();
    SourceText source = TextDecoder.decode(bytes(file), FILE_NAME, problems);
    YamlNode node = source == null ? null : YamlReader.read(source, problems);
    problems.throwIfAny();
    if (node == null || (node instanceof YamlScalar scalar && scalar.value() == null)) {
      return NONE;
    }
    if (!(node instanceof YamlMapping mapping)) {
      throw new ProjectException(
          Problem.of(FILE_NAME + " must be a mapping with the key \"selectors\"")
              .at(node.place())
              .next("See: selectors: [{name: nightly, definition: \"tag:nightly\"}]"));
    }
    YamlMapping rendered = new YamlRendering(renderer, path -> true, problems).render(mapping);
    ShapeCheck shapes = new ShapeCheck(problems);
    shapes.check(FILE_NAME, Objects.requireNonNull(Shapes.ofProject("selector_file")), rendered);
    Map<String, YamlMapping> byName = new LinkedHashMap<>();
    String defaultName = null;
    for (YamlMapping selector : new YamlFields(rendered, problems).mappings("selectors")) {
      Problems wrong = new Problems();
      new ShapeCheck(wrong)
          .check(
              "An entry of \"selectors\"",
              Objects.requireNonNull(Shapes.ofProject("selector")),
              selector);
      problems.addAll(wrong);
      String name = new YamlFields(selector, new Problems()).text("name");
      if (wrong.hasErrors() || name == null) {
        continue;
      }
      YamlMapping first = byName.putIfAbsent(name, selector);
      if (first != null) {
        problems.add(
            Problem.of("There are two selectors named \"" + name + "\"")
                .at(first.placeOf("name"))
                .at(selector.placeOf("name")));
      }
      if (truth(selector.get("default"))) {
        if (defaultName != null) {
          problems.add(
              Problem.of("Two selectors are the default: " + defaultName + " and " + name)
                  .at(selector.placeOf("default"))
                  .next("Only one can be."));
        }
        defaultName = name;
      }
    }
    problems.throwIfAny();
    return new Selectors(byName, defaultName);
  }

  /** The selector that counts where nothing is selected; null for none. */
  public @Nullable String defaultName() {
    return defaultName;
  }

  /** All of them as dbt's manifest has them, by name. */
  public Map<String, Object> entries() {
    return SelectorEntries.of(byName);
  }

  /** Finds all that is wrong with the definitions, those that are not used too. */
  void check(Vocabulary vocabulary) {
    Problems problems = new Problems();
    for (String name : byName.keySet()) {
      try {
        expression(name, vocabulary);
      } catch (ProjectException e) {
        problems.add(e);
      }
    }
    problems.throwIfAny();
  }

  /** What a selector means. */
  Expression expression(String name, Vocabulary vocabulary) {
    YamlMapping selector = byName.get(name);
    if (selector == null) {
      throw new ProjectException(unknown(name));
    }
    if (vocabulary.inside().contains(name)) {
      throw new ProjectException(
          Problem.of("The selector \"" + name + "\" uses itself")
              .at(selector.place())
              .found("By way of: " + String.join(", ", vocabulary.inside())));
    }
    return new DefinitionReader(vocabulary.inside(name))
        .root(Objects.requireNonNull(selector.get("definition")));
  }

  private Problem unknown(String name) {
    return Problem.of("There is no selector named \"" + name + "\"")
        .found(
            NearestName.question(name, byName.keySet())
                .orElse(
                    byName.isEmpty()
                        ? "The project has no " + FILE_NAME + ", or it is empty."
                        : "There are: " + String.join(", ", byName.keySet()) + "."))
        .next("Define it in " + FILE_NAME + ", or select by another method.");
  }

  private static boolean truth(@Nullable YamlNode node) {
    return node != null && String.valueOf(node.value()).equalsIgnoreCase("true");
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new ProjectException(
          Problem.of(FILE_NAME + " can't be read").found(String.valueOf(unreadable.getMessage())));
    }
  }
}
