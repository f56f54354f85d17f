package io.tidemark.template;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.postgres.Relation;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relation in a template: prints as SQL, and tells its parts. {@code render()} prints all of its
 * rows, also where a batch reads only some.
 *
 * @param referenced what it stands for
 */
record RelationValue(Referenced referenced) implements HasText, HasAttributes, HasType {

  @Override
  public String text() {
    return referenced.sql();
  }

  @Override
  public @Nullable Object attribute(String name) {
    Relation relation = referenced.relation();
    return switch (name) {
      case "database" -> relation.database();
      case "schema" -> relation.schema();
      case "identifier", "name", "table" -> relation.name();
      case "render" -> (Callable) arguments -> referenced.whole();
      default -> Missing.MISSING;
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("database", "schema", "identifier", "name", "table", "render");
  }

  @Override
  public String typeName() {
    return "Relation";
  }

  @Override
  public String toString() {
    return text();
  }
}
