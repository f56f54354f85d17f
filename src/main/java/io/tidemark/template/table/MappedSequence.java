package io.tidemark.template.table;

import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.HasLength;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** agate's sequence whose items have names too: found by place, from the end, or by name. */
class MappedSequence
    implements HasItems, HasAttributes, HasLength, HasText, HasType, Iterable<@Nullable Object> {

  static final List<String> METHODS = List.of("values", "keys", "items", "get", "dict");

  private static final int MOST_SHOWN = 5;

  private final String typeName;
  private final Tuple values;
  private final List<String> keys;

  /**
   * A sequence.
   *
   * @param keys the names, or none at all
   */
  MappedSequence(String typeName, List<? extends @Nullable Object> values, List<String> keys) {
    this.typeName = typeName;
    this.values = Tuple.copyOf(values);
    this.keys = List.copyOf(keys);
  }

  /** The items in their order. */
  Tuple values() {
    return values;
  }

  List<String> keys() {
    return keys;
  }

  @Override
  public @Nullable Object item(@Nullable Object key) {
    if (key instanceof Slice part) {
      return part.of(values);
    }
    if (Numbers.isInteger(key)) {
      long index = Numbers.index(key);
      long at = index < 0 ? index + values.size() : index;
      return at >= 0 && at < values.size() ? values.get((int) at) : Missing.MISSING;
    }
    int at = key == null ? -1 : keys.indexOf(PythonText.str(DictKeys.canonical(key)));
    return at < 0 ? Missing.MISSING : values.get(at);
  }

  @Override
  public @Nullable Object attribute(String name) {
    Callable method =
        switch (name) {
          case "values" -> arguments -> values;
          case "keys" -> arguments -> keys.isEmpty() ? null : Tuple.copyOf(keys);
          case "items" ->
              arguments ->
                  List.copyOf(dict().entrySet().stream().map(MappedSequence::pair).toList());
          case "dict" -> arguments -> dict();
          case "get" ->
              arguments -> {
                Object found = item(arguments.get(0, "key"));
                return found == Missing.MISSING ? arguments.get(1, "default", null) : found;
              };
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  @Override
  public Collection<String> attributeNames() {
    return METHODS;
  }

  private Map<Object, @Nullable Object> dict() {
    Map<Object, @Nullable Object> dict = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      dict.put(keys.get(i), values.get(i));
    }
    return dict;
  }

  private static Object pair(Map.Entry<Object, @Nullable Object> entry) {
    return Tuple.of(entry.getKey(), entry.getValue());
  }

  @Override
  public int length() {
    return values.size();
  }

  @Override
  public Iterator<@Nullable Object> iterator() {
    return values.iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MappedSequence sequence && values.equals(sequence.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** As agate shows it: the first five, and that there are more. */
  @Override
  public String text() {
    StringJoiner shown = new StringJoiner(", ", "(", ")");
    values.stream().limit(MOST_SHOWN).forEach(value -> shown.add(PythonText.repr(value)));
    if (values.size() > MOST_SHOWN) {
      shown.add("...");
    }
    return "<" + typeName + ": " + shown + ">";
  }

  @Override
  public String typeName() {
    return typeName;
  }
}
