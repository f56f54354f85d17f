package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.postgres.Digest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code adapter.parse_index()} gives: an entry of the config {@code indexes}, checked.
 *
 * @param columns what it is on, in order
 * @param type its method; null for the server's default
 */
record IndexValue(List<String> columns, boolean unique, @Nullable String type)
    implements HasAttributes, HasText, HasType {

  private static final int NAME_LENGTH = 32;
  private static final Set<String> KEYS = Set.of("columns", "unique", "type");

  static @Nullable IndexValue parse(Arguments arguments) {
    Object raw = arguments.get(0, "raw_index");
    if (raw == null) {
      return null;
    }
    if (!(raw instanceof Map<?, ?> entry)
        || !(entry.get("columns") instanceof List)
        || !KEYS.containsAll(entry.keySet())) {
      throw arguments.error(
          "An index is a mapping with \"columns\", and \"unique\" and \"type\" if wanted; found "
              + PythonText.repr(raw));
    }
    Object type = entry.get("type");
    return new IndexValue(
        Iteration.list(entry.get("columns")).stream().map(PythonText::str).toList(),
        Boolean.TRUE.equals(entry.get("unique")),
        type == null ? null : PythonText.str(type));
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "columns" -> columns;
      case "unique" -> unique;
      case "type" -> type;
      case "render" -> (Callable) this::name;
      default -> Missing.MISSING;
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("columns", "unique", "type", "render");
  }

  @Override
  public String text() {
    return "PostgresIndexConfig(columns=%s, unique=%s, type=%s)"
        .formatted(PythonText.repr(columns), PythonText.str(unique), PythonText.repr(type));
  }

  @Override
  public String typeName() {
    return "PostgresIndexConfig";
  }

  /** Another one each time: the index of a table that is replaced is still there. */
  private Object name(Arguments arguments) {
    String relation = PythonText.str(arguments.get(0, "relation"));
    return Digest.hex(relation + this + UUID.randomUUID(), NAME_LENGTH);
  }
}
