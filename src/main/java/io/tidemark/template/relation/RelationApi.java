package io.tidemark.template.relation;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code api.Relation}: makes relations by their parts.
 *
 * @param quoting which parts are quoted of which that is not said
 */
public record RelationApi(Policy quoting) implements HasAttributes {

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "create" -> (Callable) arguments -> create(arguments, quoting);
      default -> common(name);
    };
  }

  /** What identifies a version of a snapshot's row: the columns of its key, then its time. */
  private static Object scdArgs(Arguments arguments) {
    BoundArguments bound = arguments.bind(2, "primary_key", "updated_at");
    List<@Nullable Object> names = new ArrayList<>();
    if (bound.get(0) instanceof List<?> columns) {
      names.addAll(columns);
    } else {
      names.add(bound.get(0));
    }
    names.add(bound.get(1));
    return names;
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("create", "scd_args", "Table", "View", "CTE", "External", "MaterializedView");
  }

  /** What both the class and its relations have, or missing. */
  static Object common(String name) {
    return switch (name) {
      case "get_default_quote_policy", "get_default_include_policy" ->
          (Callable) arguments -> Policy.ALL;
      case "scd_args" -> (Callable) RelationApi::scdArgs;
      case "add_ephemeral_prefix" ->
          (Callable) arguments -> "__dbt__cte__" + PythonText.str(arguments.get(0, "name"));
      case "get_relation_type" -> new RelationTypes();
      default -> RelationTypes.named(name);
    };
  }

  /** As a relation's own {@code create()} makes one, which knows no project. */
  static Object create(Arguments arguments) {
    return create(arguments, Policy.ALL);
  }

  private static Object create(Arguments arguments, Policy quoting) {
    BoundArguments parts =
        arguments.bind(
            0,
            "database",
            "schema",
            "identifier",
            "type",
            "quote_policy",
            "include_policy",
            "dbt_created",
            "limit",
            "require_alias",
            "catalog",
            "event_time_filter");
    String type = text(parts.get(3));
    if (type != null) {
      RelationTypes.checked(type, arguments);
    }
    String identifier = text(parts.get(2));
    if (identifier != null
        && type != null
        && !identifier.isEmpty()
        && new Identifier(identifier).tooLong()) {
      throw arguments.error(
          "Relation name '"
              + identifier
              + "' is longer than "
              + Identifier.MAX_BYTES
              + " characters");
    }
    RelationValue made = RelationValue.of(text(parts.get(0)), text(parts.get(1)), identifier, type);
    RelationValue relation =
        made.withPolicies(policy(parts.get(5), Policy.ALL), policy(parts.get(4), quoting));
    Object limit = parts.get(7);
    return limit == null ? relation : relation.readAs(limited(relation, Numbers.index(limit)));
  }

  /** As {@code --empty} and {@code --sample} read a relation: no more rows than that. */
  private static String limited(RelationValue relation, long limit) {
    Object alias = new SqlText("_dbt_limit_subq_" + relation.identifier());
    SqlText whole = new SqlText(relation.render());
    return limit == 0
        ? new Statements().render("template/no_rows", Map.of("relation", whole, "alias", alias))
        : new Statements()
            .render(
                "template/first_rows", Map.of("relation", whole, "alias", alias, "limit", limit));
  }

  private static Policy policy(@Nullable Object parts, Policy otherwise) {
    if (parts instanceof Policy given) {
      return given;
    }
    return parts instanceof Map<?, ?> map ? otherwise.with(map) : otherwise;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : PythonText.str(value);
  }
}
