package io.tidemark.template;

import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.Missing;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metric in a template: prints its name, and tells what is known of it, by dbt's names.
 *
 * @param name its name
 * @param known what is known; nothing while the project is read
 */
public record MetricValue(String name, Map<String, @Nullable Object> known)
    implements HasText, HasAttributes {

  /** Copies the map. */
  public MetricValue {
    known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
  }

  @Override
  public String text() {
    return name;
  }

  @Override
  public String representation() {
    return name;
  }

  @Override
  public @Nullable Object attribute(String attribute) {
    if (attribute.equals("name") || attribute.equals("metric_name")) {
      return name;
    }
    return known.containsKey(attribute) ? known.get(attribute) : Missing.MISSING;
  }

  @Override
  public Collection<String> attributeNames() {
    return known.isEmpty() ? List.of("name") : known.keySet();
  }

  @Override
  public String toString() {
    return name;
  }
}
