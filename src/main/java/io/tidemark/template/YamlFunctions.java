package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** {@code fromyaml()} and {@code toyaml()}: what PyYAML reads and writes. */
final class YamlFunctions {

  private YamlFunctions() {}

  static @Nullable Object fromYaml(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "default");
    try {
      Node root = YamlReader.compose(SourceText.of("fromyaml", text(bound)));
      return root == null ? null : new ReadYaml().value(root);
    } catch (YAMLException | IllegalArgumentException | DateTimeException malformed) {
      return bound.get(1);
    }
  }

  /** PyYAML takes bytes, too. */
  private static String text(BoundArguments bound) {
    return bound.get(0) instanceof PythonBytes octets
        ? new String(octets.octets(), StandardCharsets.UTF_8)
        : bound.text(0);
  }

  static @Nullable Object toYaml(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "default", "sort_keys");
    try {
      return new WrittenYaml(bound.truth(2, false)).text(bound.get(0));
    } catch (PythonException noForm) {
      return bound.get(1);
    }
  }
}
