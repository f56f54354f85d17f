package io.tidemark.template.relation;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code relation.path}: its parts. */
record RelationPath(RelationValue relation) implements HasAttributes {

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
      default -> Missing.MISSING;
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("database", "schema", "identifier");
  }
}
