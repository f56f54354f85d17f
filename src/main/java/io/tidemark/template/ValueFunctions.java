package io.tidemark.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.format.JsonText;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.OnceIterator;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.TypeName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** dbt's functions that turn one value into another: JSON, YAML, sets, digests. */
final class ValueFunctions {

  /** As Python's json: with {@code NaN} and {@code Infinity}, and nothing after the value. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ValueFunctions() {}

  static void addTo(Map<String, @Nullable Object> names) {
    names.put("fromjson", (Callable) ValueFunctions::fromJson);
    names.put("tojson", (Callable) ValueFunctions::toJson);
    names.put("fromyaml", (Callable) YamlFunctions::fromYaml);
    names.put("toyaml", (Callable) YamlFunctions::toYaml);
    names.put("set", (Callable) ValueFunctions::set);
    names.put("set_strict", (Callable) arguments -> members(arguments.bind(1, "value").get(0)));
    names.put("zip", (Callable) ValueFunctions::zip);
    names.put("zip_strict", (Callable) arguments -> zipped(arguments.positional()));
    names.put("local_md5", (Callable) arguments -> md5(arguments.bind(1, "value").text(0)));
    names.put("diff_of_two_dicts", (Callable) ValueFunctions::difference);
  }

  private static @Nullable Object fromJson(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "string", "default");
    try {
      return value(JSON.readTree(bound.text(0)));
    } catch (JsonProcessingException noJson) {
      return bound.get(1);
    }
  }

  /** What a text of JSON says; the text itself where it is none. */
  static @Nullable Object json(String text) {
    try {
      return value(JSON.readTree(text));
    } catch (JsonProcessingException noJson) {
      return text;
    }
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isObject()) {
      Map<Object, @Nullable Object> dict = new LinkedHashMap<>();
      node.properties().forEach(field -> dict.put(field.getKey(), value(field.getValue())));
      return dict;
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(item -> list.add(value(item)));
      return list;
    }
    if (node.isIntegralNumber()) {
      return Numbers.shrink(node.bigIntegerValue());
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isTextual() ? node.textValue() : null;
  }

  private static @Nullable Object toJson(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "default", "sort_keys");
    return JsonText.of(bound.get(0), null, bound.truth(2, false));
  }

  private static @Nullable Object set(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "default");
    try {
      return members(bound.get(0));
    } catch (PythonException noSet) {
      if (noSet.kind() == ErrorKind.LIMIT) {
        throw noSet;
      }
      return bound.get(1);
    }
  }

  private static Set<@Nullable Object> members(@Nullable Object value) {
    Set<@Nullable Object> members = new LinkedHashSet<>();
    Iteration.list(value).forEach(item -> DictKeys.add(members, item));
    return members;
  }

  private static @Nullable Object zip(Arguments arguments) {
    try {
      return zipped(arguments.positional());
    } catch (PythonException notIterable) {
      if (notIterable.kind() == ErrorKind.LIMIT) {
        throw notIterable;
      }
      return arguments.named().get("default");
    }
  }

  private static Object zipped(List<@Nullable Object> iterables) {
    List<Iterator<?>> sources = new ArrayList<>();
    for (Object iterable : iterables) {
      sources.add(Iteration.iterator(iterable));
    }
    return OnceIterator.iterator("zip", new ZippedRows(sources));
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has MD5", e);
    }
  }

  /** What the lists of one mapping have that those of another have not, whatever their case. */
  private static Object difference(Arguments arguments) {
    arguments.bind(2, "dict_a", "dict_b");
    Map<String, Set<String>> others = new HashMap<>();
    dict(arguments, 1, "dict_b")
        .forEach(
            (key, values) -> {
              Set<String> folded = new LinkedHashSet<>();
              Iteration.list(values).forEach(value -> folded.add(folded(value)));
              others.put(folded(key), folded);
            });
    Map<Object, @Nullable Object> difference = new LinkedHashMap<>();
    dict(arguments, 0, "dict_a")
        .forEach(
            (key, values) -> {
              Set<String> there = others.get(folded(key));
              List<@Nullable Object> more = Iteration.list(values);
              if (there != null) {
                more.removeIf(value -> there.contains(folded(value)));
              }
              if (there == null || !more.isEmpty()) {
                difference.put(key, more);
              }
            });
    return difference;
  }

  private static Map<?, ?> dict(Arguments arguments, int index, String name) {
    if (arguments.get(index, name) instanceof Map<?, ?> dict) {
      return dict;
    }
    throw PythonException.type("diff_of_two_dicts() takes two dictionaries of lists");
  }

  private static String folded(@Nullable Object value) {
    if (value instanceof String text) {
      return text.toLowerCase(Locale.ROOT);
    }
    throw new PythonException(
        ErrorKind.ATTRIBUTE, "'" + TypeName.of(value) + "' object has no attribute 'casefold'");
  }
}
