package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.NameQuoting;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementAnswer;
import io.tidemark.template.relation.ColumnValue;
import io.tidemark.template.relation.RelationValue;
import io.tidemark.template.table.TableValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What of dbt's {@code adapter} asks the database. While the project is read nothing is asked: the
 * answers are then none and empty, as in dbt.
 */
final class AdapterDatabase {

  static final List<String> NAMES =
      List.of(
          "execute",
          "add_query",
          "commit",
          "get_relation",
          "load_relation",
          "list_relations",
          "list_relations_without_caching",
          "list_schemas",
          "check_schema_exists",
          "already_exists",
          "get_columns_in_relation",
          "get_missing_columns",
          "get_column_schema_from_query",
          "expand_target_column_types",
          "create_schema",
          "drop_schema",
          "drop_relation",
          "rename_relation",
          "truncate_relation");

  private final TemplateHost host;
  private final TemplateLog log;
  private final NameQuoting quoting;

  AdapterDatabase(TemplateHost host, TemplateLog log, NameQuoting quoting) {
    this.host = host;
    this.log = log;
    this.quoting = quoting;
  }

  Object method(String name) {
    Callable method =
        switch (name) {
          case "execute" -> this::execute;
          case "add_query" -> this::addQuery;
          case "commit", "commit_if_has_connection" -> changing(arguments -> commit());
          case "get_relation" -> asking(null, this::getRelation);
          case "load_relation" -> asking(null, this::loadRelation);
          case "list_relations", "list_relations_without_caching" ->
              asking(List.of(), this::listRelations);
          case "list_schemas" -> asking(List.of(), arguments -> relations().schemas());
          case "check_schema_exists" ->
              asking(false, arguments -> relations().hasSchema(text(arguments, 1, "schema")));
          case "already_exists" -> asking(false, this::alreadyExists);
          case "get_columns_in_relation" ->
              asking(
                  List.of(), arguments -> relations().columns(relation(arguments, 0, "relation")));
          case "get_missing_columns" -> asking(List.of(), this::missingColumns);
          case "get_column_schema_from_query" ->
              asking(List.of(), arguments -> relations().described(text(arguments, 0, "sql")));
          case "expand_target_column_types" -> changing(this::expandColumns);
          case "create_schema" -> changing(this::createSchema);
          case "drop_schema" -> changing(this::dropSchema);
          case "drop_relation" -> changing(this::dropRelation);
          case "rename_relation" -> changing(this::renameRelation);
          case "truncate_relation" -> changing(this::truncate);
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  private Callable asking(@Nullable Object whileReading, Callable method) {
    return arguments -> host.executing() ? method.call(arguments) : whileReading;
  }

  /** As in dbt they give None when they run, and nothing while the project is read. */
  private Callable changing(Callable method) {
    return arguments -> {
      if (!host.executing()) {
        return "";
      }
      method.call(arguments);
      return null;
    };
  }

  private TemplateDatabase database() {
    return host.database();
  }

  private DatabaseRelations relations() {
    return new DatabaseRelations(database(), host.self());
  }

  private Object execute(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "sql", "auto_begin", "fetch", "limit");
    if (!host.executing()) {
      return Tuple.of(ResponseValue.NONE, TableValue.empty(log::print));
    }
    boolean fetch = bound.truth(2, false);
    int limit = bound.get(3) == null ? 0 : (int) bound.integer(3, 0);
    String sql = PythonText.str(bound.get(0));
    StatementAnswer answer =
        bound.truth(1, false)
            ? database().run(sql, fetch, limit)
            : database().runAlone(sql, fetch, limit);
    return Tuple.of(ResponseValue.of(answer), AnswerTable.of(answer, log::print));
  }

  private Object addQuery(Arguments arguments) {
    if (host.executing()) {
      database().run(PythonText.str(arguments.get(0, "sql")), false, 0);
    }
    return Tuple.of(null, null);
  }

  private Object commit() {
    database().commit();
    return "";
  }

  private @Nullable Object getRelation(Arguments arguments) {
    BoundArguments bound = arguments.bind(3, "database", "schema", "identifier");
    String identifier = string(bound.get(2));
    String schema = string(bound.get(1));
    if (identifier == null || schema == null) {
      return null;
    }
    // As in dbt a part that the project does not quote is looked for in lower case.
    String database = string(bound.get(0));
    Relation asked = Relation.of(database == null ? "" : database, schema, identifier, quoting);
    return relations()
        .findExactly(
            database == null ? null : asked.database(),
            asked.schema(),
            asked.name(),
            quoting.name() && quoting.schema());
  }

  private @Nullable Object loadRelation(Arguments arguments) {
    RelationValue asked = relation(arguments, 0, "relation");
    Relation own = asked.relation(host.self());
    return relations().find(own.database(), own.schema(), own.name());
  }

  private Object listRelations(Arguments arguments) {
    Object first = arguments.positional().isEmpty() ? null : arguments.positional().get(0);
    Object schemaRelation = arguments.named().getOrDefault("schema_relation", first);
    if (schemaRelation instanceof RelationValue asked) {
      Relation own = asked.relation(host.self());
      return relations().list(own.database(), own.schema());
    }
    BoundArguments bound = arguments.bind(2, "database", "schema");
    return relations().list(string(bound.get(0)), bound.text(1));
  }

  private Object alreadyExists(Arguments arguments) {
    return relations().find(null, text(arguments, 0, "schema"), text(arguments, 1, "name")) != null;
  }

  private Object missingColumns(Arguments arguments) {
    List<ColumnValue> from = relations().columns(relation(arguments, 0, "from_relation"));
    Set<String> there = new HashSet<>();
    relations()
        .columns(relation(arguments, 1, "to_relation"))
        .forEach(column -> there.add(column.name()));
    return from.stream().filter(column -> !there.contains(column.name())).toList();
  }

  private @Nullable Object expandColumns(Arguments arguments) {
    RelationValue to = relation(arguments, 1, "to_relation");
    List<ColumnValue> goal = relations().columns(relation(arguments, 0, "from_relation"));
    for (ColumnValue column : relations().columns(to)) {
      goal.stream()
          .filter(wanted -> wanted.name().equals(column.name()) && column.canExpandTo(wanted))
          .forEach(wanted -> widen(to, column.name(), wanted.stringSize()));
    }
    return null;
  }

  private void widen(RelationValue relation, String column, long size) {
    database()
        .execute(
            "relation/alter_column_type",
            Map.of(
                "relation", relation.relation(host.self()),
                "column", new Identifier(column),
                "type", new SqlText("character varying(" + size + ")")));
  }

  private @Nullable Object createSchema(Arguments arguments) {
    String schema = schema(relation(arguments, 0, "relation"), arguments);
    database().execute("catalog/create_schema", Map.of("schema", new Identifier(schema)));
    // As in dbt (SQLAdapter.create_schema): a schema is made at once.
    database().commitIfAsked();
    return null;
  }

  private @Nullable Object dropSchema(Arguments arguments) {
    String schema = schema(relation(arguments, 0, "relation"), arguments);
    database().execute("template/drop_schema", Map.of("schema", new Identifier(schema)));
    database().commitIfAsked();
    return null;
  }

  private @Nullable Object dropRelation(Arguments arguments) {
    RelationValue relation = relation(arguments, 0, "relation");
    SqlText kind = kind(relation, () -> "Tried to drop relation " + relation.render(), arguments);
    if (kind != null) {
      database()
          .execute(
              "relation/drop",
              Map.of("kind", kind, "relation", new SqlText(relation.render()), "cascade", true));
    }
    return null;
  }

  private @Nullable Object renameRelation(Arguments arguments) {
    RelationValue from = relation(arguments, 0, "from_relation");
    RelationValue to = relation(arguments, 1, "to_relation");
    SqlText kind = kind(from, () -> "Tried to rename " + from.render(), arguments);
    if (kind == null) {
      throw arguments.error("There is no relation " + from.render() + " to be renamed");
    }
    database()
        .execute(
            "relation/rename",
            Map.of(
                "kind",
                kind,
                "relation",
                new SqlText(from.render()),
                "name",
                to.relation(host.self()).identifier()));
    return null;
  }

  private @Nullable Object truncate(Arguments arguments) {
    RelationValue relation = relation(arguments, 0, "relation");
    database().execute("template/truncate", Map.of("relation", new SqlText(relation.render())));
    return null;
  }

  /** By what it says of itself, else by what is there; null if nothing is. */
  private @Nullable SqlText kind(
      RelationValue relation, Supplier<String> attempt, Arguments arguments) {
    String type = relation.type();
    if (type == null) {
      return database()
          .catalog()
          .kind(relation.relation(host.self()))
          .map(kind -> new SqlText(kind.sql()))
          .orElse(null);
    }
    for (RelationKind kind : RelationKind.values()) {
      if (kind.dbtName().equals(type)) {
        return new SqlText(kind.sql());
      }
    }
    throw arguments.error(attempt.get() + ", but it is a " + type);
  }

  private static String schema(RelationValue relation, Arguments arguments) {
    String schema = relation.schema();
    if (schema == null) {
      throw arguments.error(arguments.function() + "() takes a relation with a schema");
    }
    return schema;
  }

  private static RelationValue relation(Arguments arguments, int index, String name) {
    Object value = arguments.get(index, name);
    if (value instanceof RelationValue relation) {
      return relation;
    }
    throw arguments.error(
        arguments.function()
            + "() takes a relation, not "
            + PythonText.repr(value)
            + ": give it ref(), source(), this or api.Relation.create()");
  }

  private static String text(Arguments arguments, int index, String name) {
    return PythonText.str(arguments.get(index, name));
  }

  private static @Nullable String string(@Nullable Object value) {
    return value == null ? null : PythonText.str(value);
  }
}
