package io.tidemark.template.relation;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Truth;
import io.tidemark.postgres.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The attributes and methods of a relation in a template. */
final class RelationAttributes {

  /** What it holds, as a mapping does. */
  static final List<String> FIELDS =
      List.of("path", "type", "quote_character", "include_policy", "quote_policy");

  /** All of them, for suggestions. */
  static final List<String> NAMES =
      List.of(
          "database",
          "schema",
          "identifier",
          "name",
          "table",
          "type",
          "path",
          "render",
          "include",
          "quote",
          "incorporate",
          "replace_path",
          "matches",
          "information_schema",
          "without_identifier",
          "is_table",
          "is_view",
          "is_cte",
          "is_materialized_view",
          "can_be_renamed",
          "can_be_replaced",
          "quoted",
          "create");

  private static final List<String> RENAMEABLE = List.of("table", "view");

  private RelationAttributes() {}

  static @Nullable Object of(RelationValue relation, String name) {
    Object plain = plain(relation, name);
    if (plain != Missing.MISSING) {
      return plain;
    }
    Callable method =
        switch (name) {
          case "render" -> arguments -> relation.render();
          case "render_limited" -> arguments -> relation.text();
          case "include" ->
              arguments ->
                  relation.withPolicies(
                      relation.include().with(parts(arguments)), relation.quote());
          case "quote" ->
              arguments ->
                  relation.withPolicies(
                      relation.include(), relation.quote().with(parts(arguments)));
          case "incorporate", "replace" -> arguments -> incorporate(relation, arguments);
          case "replace_path" -> arguments -> replacePath(relation, arguments.named());
          case "matches" -> arguments -> matches(relation, arguments);
          case "information_schema" -> arguments -> informationSchema(relation, arguments);
          case "information_schema_only" -> arguments -> InformationSchema.of(relation, null);
          case "without_identifier" ->
              arguments ->
                  relation
                      .withPath(relation.database(), relation.schema(), null)
                      .withPolicies(
                          new Policy(
                              relation.include().database(), relation.include().schema(), false),
                          relation.quote());
          case "quoted" -> arguments -> '"' + PythonText.str(arguments.get(0, "identifier")) + '"';
          case "get" -> arguments -> get(relation, arguments);
          case "to_dict" ->
              arguments -> fields(relation, Truth.of(arguments.get(0, "omit_none", false)));
          case "create" -> RelationApi::create;
          case "relation_max_name_length" -> arguments -> (long) Identifier.MAX_BYTES;
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  private static @Nullable Object plain(RelationValue relation, String name) {
    return switch (name) {
      case "database" -> relation.database();
      case "schema" -> relation.schema();
      case "identifier", "name", "table" -> relation.identifier();
      case "type" -> relation.type();
      case "path" -> new RelationPath(relation);
      case "include_policy" -> relation.include();
      case "quote_policy" -> relation.quote();
      case "quote_character" -> "\"";
      case "is_table" -> "table".equals(relation.type());
      case "is_view" -> "view".equals(relation.type());
      case "is_cte" -> "cte".equals(relation.type());
      case "is_materialized_view" -> "materialized_view".equals(relation.type());
      case "is_pointer" -> false;
      case "is_function" -> "function".equals(relation.type());
      case "can_be_renamed", "can_be_replaced" ->
          relation.type() != null && RENAMEABLE.contains(relation.type());
      case "dbt_created" -> false;
      case "limit", "event_time_filter", "catalog" -> null;
      case "require_alias" -> true;
      case "renameable_relations", "replaceable_relations" -> new LinkedHashSet<>(RENAMEABLE);
      default -> RelationApi.common(name);
    };
  }

  private static BoundArguments parts(Arguments arguments) {
    return arguments.bind(0, "database", "schema", "identifier");
  }

  private static Object incorporate(RelationValue relation, Arguments arguments) {
    RelationValue changed = relation;
    for (Map.Entry<String, @Nullable Object> change : arguments.named().entrySet()) {
      Object value = change.getValue();
      changed =
          switch (change.getKey()) {
            case "path" -> value instanceof Map<?, ?> path ? replacePath(changed, path) : changed;
            case "type" -> changed.withType(value == null ? null : PythonText.str(value));
            case "include_policy" ->
                value instanceof Map<?, ?> policy
                    ? changed.withPolicies(changed.include().with(policy), changed.quote())
                    : changed;
            case "quote_policy" ->
                value instanceof Map<?, ?> policy
                    ? changed.withPolicies(changed.include(), changed.quote().with(policy))
                    : changed;
            default -> changed;
          };
    }
    return changed;
  }

  private static RelationValue replacePath(RelationValue relation, Map<?, ?> path) {
    return relation.withPath(
        part(path, "database", relation.database()),
        part(path, "schema", relation.schema()),
        part(path, "identifier", relation.identifier()));
  }

  private static @Nullable String part(Map<?, ?> path, String name, @Nullable String otherwise) {
    if (!path.containsKey(name)) {
      return otherwise;
    }
    Object value = path.get(name);
    return value == null ? null : PythonText.str(value);
  }

  private static Object matches(RelationValue relation, Arguments arguments) {
    BoundArguments wanted = parts(arguments);
    List<@Nullable Object> own = new ArrayList<>();
    own.add(relation.database());
    own.add(relation.schema());
    own.add(relation.identifier());
    boolean asked = false;
    boolean alike = true;
    boolean same = true;
    for (int i = 0; i < own.size(); i++) {
      Object value = wanted.get(i);
      if (value != null) {
        asked = true;
        String text = PythonText.str(value);
        same &= text.equals(own.get(i));
        alike &= text.equalsIgnoreCase(String.valueOf(own.get(i)));
      }
    }
    if (!asked) {
      throw arguments.error("Tried to match relation, but no search path was passed!");
    }
    if (alike && !same) {
      throw RelationValue.approximateMatch(relation.render());
    }
    return same;
  }

  private static Object informationSchema(RelationValue relation, Arguments arguments) {
    Object view = arguments.get(0, "view_name", null);
    return InformationSchema.of(relation, view instanceof String text ? text : null);
  }

  /** An attribute; {@code metadata} alone is found here only, and tells packages what it is. */
  private static @Nullable Object get(RelationValue relation, Arguments arguments) {
    String key = PythonText.str(arguments.get(0, "key"));
    if (key.equals("metadata")) {
      return Map.of("type", relation.typeName());
    }
    Object found = of(relation, key);
    return found == Missing.MISSING ? arguments.get(1, "default", null) : found;
  }

  private static Object fields(RelationValue relation, boolean withoutNone) {
    Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("path", new RelationPath(relation).fields());
    fields.put("type", relation.type());
    fields.put("quote_character", "\"");
    fields.put("include_policy", relation.include().fields());
    fields.put("quote_policy", relation.quote().fields());
    for (String name :
        List.of("dbt_created", "limit", "event_time_filter", "require_alias", "catalog")) {
      fields.put(name, plain(relation, name));
    }
    fields.put("renameable_relations", new ArrayList<>(RENAMEABLE));
    fields.put("replaceable_relations", new ArrayList<>(RENAMEABLE));
    if (withoutNone) {
      fields.values().removeIf(Objects::isNull);
    }
    return fields;
  }
}
