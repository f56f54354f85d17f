package io.tidemark.template.table;

import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.HasKeys;
import io.tidemark.jinja.value.HasLength;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Truth;
import io.tidemark.jinja.value.Tuple;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** agate's sequence whose items have names too: found by place, from the end, or by name. */
class MappedSequence
    implements HasItems,
        HasAttributes,
        HasKeys,
        HasLength,
        HasText,
        HasType,
        Iterable<@Nullable Object> {

  static final List<String> METHODS = List.of("values", "keys", "items", "get", "dict");

  private static final int MOST_SHOWN = 5;

  private final String typeName;
  private final Tuple values;
  private final @Nullable Keys keys;

  /**
   * A sequence.
   *
   * @param keys the names; null where the items have none
   */
  MappedSequence(String typeName, List<? extends @Nullable Object> values, @Nullable Keys keys) {
    this.typeName = typeName;
    this.values = Tuple.copyOf(values);
    this.keys = keys;
  }

  /** The items in their order. */
  Tuple values() {
    return values;
  }

  @Nullable Keys keys() {
    return keys;
  }

  /** The names as texts, for errors. */
  List<String> keyTexts() {
    return keys == null ? List.of() : keys.names().stream().map(PythonText::str).toList();
  }

  @Override
  public @Nullable Object item(@Nullable Object key) {
    if (key instanceof Slice part) {
      return part.of(values);
    }
    if (!(key instanceof Boolean) && Numbers.isInteger(key)) {
      long index = Numbers.index(key);
      long at = index < 0 ? index + values.size() : index;
      return at >= 0 && at < values.size() ? values.get((int) at) : Missing.MISSING;
    }
    int at = keys == null ? -1 : keys.place(key);
    return at < 0 ? Missing.MISSING : values.get(at);
  }

  /** The item of that name, whatever the name is; None if there is none. */
  @Nullable Object named(@Nullable Object key) {
    int at = keys == null ? -1 : keys.place(key);
    return at < 0 ? null : values.get(at);
  }

  @Override
  public @Nullable Object attribute(String name) {
    Callable method =
        switch (name) {
          case "values" -> arguments -> values;
          case "keys" -> arguments -> keys == null ? null : Tuple.copyOf(keys.names());
          case "items" ->
              arguments ->
                  Tuple.copyOf(
                      dict(arguments).entrySet().stream().map(MappedSequence::pair).toList());
          case "dict" -> this::dict;
          case "get" ->
              arguments -> {
                Object found = dict(arguments).get(DictKeys.canonical(arguments.get(0, "key")));
                Object otherwise = arguments.get(1, "default", null);
                return found == null && Truth.of(otherwise) ? otherwise : found;
              };
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  @Override
  public Collection<String> attributeNames() {
    return METHODS;
  }

  private Map<@Nullable Object, @Nullable Object> dict(Arguments arguments) {
    if (keys == null) {
      throw arguments.error("The items of this " + typeName + " have no names");
    }
    return dict(keys);
  }

  private Map<@Nullable Object, @Nullable Object> dict(Keys names) {
    Map<@Nullable Object, @Nullable Object> dict = new OrderedDict();
    for (int i = 0; i < names.names().size(); i++) {
      DictKeys.put(dict, names.names().get(i), values.get(i));
    }
    return dict;
  }

  @Override
  public Map<@Nullable Object, @Nullable Object> keyed() {
    if (keys == null) {
      throw PythonException.type("'NoneType' object is not iterable");
    }
    return dict(keys);
  }

  private static Object pair(Map.Entry<@Nullable Object, @Nullable Object> entry) {
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
    return other instanceof MappedSequence sequence
        ? Comparison.equal(values, sequence.values)
        : other instanceof List<?> list && Comparison.equal(values, Tuple.copyOf(list));
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
