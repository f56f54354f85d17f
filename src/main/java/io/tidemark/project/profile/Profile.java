package io.tidemark.project.profile;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlRendering;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One profile of {@code profiles.yml}. As in dbt, only the output that is chosen is rendered and
 * checked, so another one may use environment variables that are not set. Immutable.
 *
 * @param name its key in the file
 * @param mapping its value, not rendered
 */
public record Profile(String name, YamlMapping mapping) {

  private static final String DEFAULT_TARGET = "default";
  private static final Set<String> PASSWORD_FIELDS = Set.of("password", "pass");

  /** The names of the outputs, in the file's order. */
  public List<String> targets() {
    return mapping.get("outputs") instanceof YamlMapping outputs
        ? List.copyOf(outputs.keys())
        : List.of();
  }

  /**
   * The name of the output to use: the one asked for, else the profile's {@code target}, else
   * {@code default}.
   *
   * @throws ProjectException where {@code target} can't be rendered
   */
  public String target(@Nullable String asked, ValueRenderer renderer) {
    if (asked != null) {
      return asked;
    }
    Problems problems = new Problems();
    YamlMapping rendered =
        new YamlRendering(renderer, path -> path.get(0).equals("target"), problems).render(mapping);
    String target = new YamlFields(rendered, problems).text("target", DEFAULT_TARGET);
    problems.throwIfAny();
    return target;
  }

  /**
   * Renders and checks the output to use.
   *
   * @param asked the name that was asked for ({@code --target}), or null
   * @param renderer knows {@code env_var} and {@code var}
   * @throws ProjectException with all that is wrong with it
   */
  public Output output(@Nullable String asked, ValueRenderer renderer) {
    String target = target(asked, renderer);
    YamlMapping output = written(target, asked);
    Problems problems = new Problems();
    YamlMapping rendered =
        new YamlRendering(lenientForPasswords(renderer, output), path -> true, problems)
            .render(output);
    Output result = new OutputReader(name, target, rendered, problems).read();
    problems.throwIfAny();
    if (result == null) {
      throw new IllegalStateException("an output without problems was not read");
    }
    return result;
  }

  /**
   * An output as it was written, not rendered.
   *
   * @param target its name
   * @param asked the name that was asked for, or null
   * @throws ProjectException where there is none
   */
  public YamlMapping written(String target, @Nullable String asked) {
    Problems problems = new Problems();
    YamlMapping outputs = new YamlFields(mapping, problems).mapping("outputs");
    problems.throwIfAny();
    if (outputs == null) {
      throw new ProjectException(
          Problem.of("The profile \"%s\" has no \"outputs\"".formatted(name))
              .at(mapping.place())
              .next("Add \"outputs:\" with at least one connection in it."));
    }
    YamlNode raw = outputs.get(target);
    if (raw == null) {
      throw new ProjectException(noSuchTarget(target, asked));
    }
    if (!(raw instanceof YamlMapping output)) {
      throw new ProjectException(
          Problem.of("The output \"%s\" must be a mapping of keys to values".formatted(target))
              .at(outputs.placeOf(target))
              .next("Write \"type:\" and the connection's fields below it."));
    }
    return output;
  }

  /**
   * dbt takes a password that is no valid template as it is written: it may contain braces. One
   * that asks for an environment variable is meant to be a template, so its error is told.
   */
  private static ValueRenderer lenientForPasswords(ValueRenderer renderer, YamlMapping output) {
    List<Place> passwords =
        PASSWORD_FIELDS.stream()
            .map(output::get)
            .flatMap(node -> Stream.ofNullable(node))
            .map(YamlNode::place)
            .toList();
    return (text, place) -> {
      try {
        return renderer.render(text, place);
      } catch (ProjectException notATemplate) {
        if (passwords.contains(place) && !text.contains("env_var")) {
          return text;
        }
        throw notATemplate;
      }
    };
  }

  private Problem noSuchTarget(String target, @Nullable String asked) {
    Place place =
        asked == null && mapping.has("target") ? mapping.placeOf("target") : mapping.place();
    String nearest =
        NearestName.question(target, targets()).map(question -> " " + question).orElse("");
    return Problem.of("The profile \"%s\" has no output \"%s\"".formatted(name, target))
        .at(place)
        .found("Its outputs: %s.%s".formatted(String.join(", ", targets()), nearest))
        .next(
            asked != null
                ? "Choose one of them with --target."
                : "Set \"target:\" to one of them, or choose one with --target.");
  }
}
