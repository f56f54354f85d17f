package io.tidemark.graph.read;

import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.NodeDetail.FunctionArgument;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a properties file says of a function: its arguments, and what it returns. */
final class FunctionReader {

  private static final String HOW_IT_IS_WRITTEN =
      "Write under functions: {name: %s, arguments: [{name: …, data_type: …}],"
          + " returns: {data_type: …}}.";

  private FunctionReader() {}

  /**
   * The function's signature.
   *
   * @throws ProjectException with everything that is wrong with it, also if nothing is said of it
   */
  static NodeDetail.Function read(SourceFile file, @Nullable NodeProperties properties) {
    String next = HOW_IT_IS_WRITTEN.formatted(file.name());
    if (properties == null) {
      throw new ProjectException(
          Problem.of("Nobody says what the function " + file.name() + " returns")
              .at(file.start())
              .next(next));
    }
    Problems problems = new Problems();
    YamlFields fields = new YamlFields(properties.mapping(), problems);
    List<FunctionArgument> arguments = new ArrayList<>();
    String defaulted = null;
    for (YamlMapping one : fields.mappings("arguments")) {
      FunctionArgument argument = argument(one, next, problems);
      if (argument == null) {
        continue;
      }
      if (argument.defaultValue() != null) {
        defaulted = argument.name();
      } else if (defaulted != null) {
        problems.add(
            Problem.of(
                    ("Non-defaulted argument '%s' of function '%s' comes after a defaulted"
                            + " argument. Non-defaulted arguments cannot come after defaulted"
                            + " arguments")
                        .formatted(argument.name(), properties.name()))
                .at(one.place())
                .found("The argument '%s' has a default.".formatted(defaulted))
                .next("Move it before, or give it a default_value."));
      }
      arguments.add(argument);
    }
    YamlMapping returned = fields.mapping("returns");
    YamlFields returns =
        new YamlFields(returned == null ? properties.mapping() : returned, problems);
    String type = returned == null ? null : returns.text("data_type");
    if (type == null && !problems.hasErrors()) {
      problems.add(
          Problem.of("Nobody says what the function " + properties.name() + " returns")
              .at(properties.place())
              .next(next));
    }
    problems.throwIfAny();
    return new NodeDetail.Function(
        arguments, String.valueOf(type), returned == null ? null : returns.text("description"));
  }

  private static @Nullable FunctionArgument argument(
      YamlMapping mapping, String next, Problems problems) {
    YamlFields fields = new YamlFields(mapping, problems);
    String name = fields.text("name");
    String type = fields.text("data_type");
    if (name == null || type == null) {
      problems.add(
          Problem.of("An argument of a function needs a name and a data_type")
              .at(mapping.place())
              .next(next));
      return null;
    }
    YamlNode value = fields.get("default_value");
    return new FunctionArgument(
        name, type, fields.text("description"), value == null ? null : value.value());
  }
}
