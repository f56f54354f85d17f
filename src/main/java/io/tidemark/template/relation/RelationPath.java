package io.tidemark.template.relation;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code relation.path}: its parts. */
record RelationPath(RelationValue relation) implements HasAttributes, HasText, HasType {

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "database" -> relation.database();
      case "schema" -> relation.schema();
      case "identifier" -> relation.identifier();
      case "get_part" -> (Callable) arguments -> attribute(arguments.text(0, "key"));
      case "get_lowered_part" ->
          (Callable)
              arguments ->
                  attribute(arguments.text(0, "key")) instanceof String part
                      ? part.toLowerCase(Locale.ROOT)
                      : null;
      case "to_dict" -> (Callable) arguments -> fields();
      default -> Missing.MISSING;
    };
  }

  /** By the names of the parts. */
  Map<Object, @Nullable Object> fields() {
    Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
    attributeNames().forEach(part -> fields.put(part, attribute(part)));
    return fields;
  }

  @Override
  public String text() {
    return "Path(database=%s, schema=%s, identifier=%s)"
        .formatted(
            PythonText.repr(relation.database()),
            PythonText.repr(relation.schema()),
            PythonText.repr(relation.identifier()));
  }

  @Override
  public String typeName() {
    return "Path";
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("database", "schema", "identifier");
  }
}
