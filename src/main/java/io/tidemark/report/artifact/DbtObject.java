package io.tidemark.report.artifact;

import io.tidemark.jinja.value.Callable;
import io.tidemark.template.OwnCopy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary that stands for one of dbt's objects: it has the method {@code to_dict()} besides,
 * which packages call.
 */
final class DbtObject extends LinkedHashMap<String, @Nullable Object> {

  private static final long serialVersionUID = 1L;
  private static final String TO_DICT = "to_dict";

  private final transient Map<String, @Nullable Object> dictionary;

  private DbtObject(
      Map<String, @Nullable Object> attributes, Map<String, @Nullable Object> dictionary) {
    super(attributes);
    this.dictionary = dictionary;
  }

  /** An object that is the same as a dictionary. */
  static DbtObject of(Map<String, @Nullable Object> attributes) {
    return new DbtObject(OwnCopy.of(attributes), attributes);
  }

  /** An object whose values are others in its dictionary. */
  static DbtObject of(
      Map<String, @Nullable Object> attributes, Map<String, @Nullable Object> dictionary) {
    return new DbtObject(attributes, dictionary);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    Callable copy = arguments -> OwnCopy.of(dictionary);
    return TO_DICT.equals(key) ? copy : super.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return TO_DICT.equals(key) || super.containsKey(key);
  }
}
