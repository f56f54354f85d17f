package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** {@code fromyaml()} and {@code toyaml()}. */
final class YamlFunctions {

  private YamlFunctions() {}

  static @Nullable Object fromYaml(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "default");
    Problems problems = new Problems();
    YamlNode node = YamlReader.read(SourceText.of("fromyaml", bound.text(0)), problems);
    if (problems.hasErrors()) {
      return bound.get(1);
    }
    return node == null ? null : value(node.value());
  }

  /** Numbers as templates know them, and containers that they may change. */
  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> dict = new LinkedHashMap<>();
      map.forEach((key, item) -> dict.put(key, value(item)));
      return dict;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(value(item)));
      return items;
    }
    return value instanceof BigInteger big ? Numbers.shrink(big) : value;
  }

  static @Nullable Object toYaml(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "default", "sort_keys");
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setAllowUnicode(false);
    try {
      return new Yaml(options).dump(plain(bound.get(0), bound.truth(2, false)));
    } catch (PythonException noForm) {
      return bound.get(1);
    }
  }

  private static @Nullable Object plain(@Nullable Object value, boolean sorted) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> dict = sorted ? new TreeMap<>() : new LinkedHashMap<>();
      map.forEach((key, item) -> dict.put(String.valueOf(key), plain(item, sorted)));
      return dict;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(plain(item, sorted)));
      return items;
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof BigInteger
        || value instanceof Double
        || value instanceof LocalDate) {
      return value;
    }
    throw PythonException.value("this value has no form in YAML");
  }
}
