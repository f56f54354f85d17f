package io.tidemark.template.relation;

import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.postgres.NameQuoting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For each part of a relation's name whether something is done with it: printed, or quoted. */
public record Policy(boolean database, boolean schema, boolean identifier)
    implements HasAttributes, HasText, HasType {

  /** Every part. */
  public static final Policy ALL = new Policy(true, true, true);

  /** The parts that are quoted. */
  public static Policy of(NameQuoting quoting) {
    return new Policy(quoting.database(), quoting.schema(), quoting.name());
  }

  private static final List<String> PARTS = List.of("database", "schema", "identifier");

  /** The same but for the parts that the arguments name. */
  Policy with(BoundArguments parts) {
    return new Policy(
        parts.get(0) == null ? database : parts.truth(0, database),
        parts.get(1) == null ? schema : parts.truth(1, schema),
        parts.get(2) == null ? identifier : parts.truth(2, identifier));
  }

  /** The same but for the parts that the mapping names. */
  Policy with(Map<?, ?> parts) {
    return new Policy(
        part(parts, "database", database),
        part(parts, "schema", schema),
        part(parts, "identifier", identifier));
  }

  private static boolean part(Map<?, ?> parts, String name, boolean otherwise) {
    return parts.get(name) instanceof Boolean said ? said : otherwise;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "database" -> database;
      case "schema" -> schema;
      case "identifier" -> identifier;
      case "get_part" -> (Callable) arguments -> attribute(arguments.text(0, "key"));
      case "to_dict" -> (Callable) arguments -> fields();
      default -> Missing.MISSING;
    };
  }

  /** By the names of the parts. */
  Map<Object, @Nullable Object> fields() {
    Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
    PARTS.forEach(part -> fields.put(part, attribute(part)));
    return fields;
  }

  @Override
  public String text() {
    return "Policy(database=%s, schema=%s, identifier=%s)"
        .formatted(PythonText.str(database), PythonText.str(schema), PythonText.str(identifier));
  }

  @Override
  public String typeName() {
    return "Policy";
  }

  @Override
  public Collection<String> attributeNames() {
    return PARTS;
  }
}
