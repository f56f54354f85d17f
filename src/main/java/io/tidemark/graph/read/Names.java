package io.tidemark.graph.read;

import io.tidemark.graph.Draft;
import io.tidemark.graph.ResourceType;
import io.tidemark.postgres.NameQuoting;
import io.tidemark.postgres.Relation;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.TemplateEngine;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a node goes: the macros that dbt calls for schema, name and database decide. */
final class Names {

  /** What becomes none, or only where somebody asks for it. */
  private static final Set<ResourceType> NO_RELATION =
      Set.of(ResourceType.TEST, ResourceType.ANALYSIS, ResourceType.OPERATION);

  private final TemplateEngine engine;
  private final NameQuoting quoting;

  /**
   * Names in a project.
   *
   * @param quoting which parts of them are quoted: as in dbt what the root project says
   */
  Names(TemplateEngine engine, NameQuoting quoting) {
    this.engine = engine;
    this.quoting = quoting;
  }

  /**
   * The relation of a node.
   *
   * @param node what the macros get as their second argument
   * @throws ProjectException if a macro fails or a name is none that PostgreSQL can hold
   */
  Relation of(Draft draft, NodeConfig config, Map<String, @Nullable Object> node) {
    String packageName = draft.packageName();
    String database = call("generate_database_name", packageName, config, node, config.database());
    String schema = call("generate_schema_name", packageName, config, node, config.schema());
    String name = call("generate_alias_name", packageName, config, node, config.alias());
    if (draft.type() == ResourceType.SNAPSHOT) {
      database = config.string("target_database", database);
      schema = config.string("target_schema", schema);
    }
    Relation relation = Relation.of(database, schema, name, quoting);
    if (!NO_RELATION.contains(draft.type())) {
      check(draft, "schema", relation.schema());
      check(draft, "name", relation.name());
    }
    return relation;
  }

  private String call(
      String macro,
      String packageName,
      NodeConfig config,
      Map<String, @Nullable Object> node,
      @Nullable String custom) {
    return engine.caller().call(macro, packageName, config, node, custom, node);
  }

  /** Names that are too long are errors of the nodes that make them, not of the project. */
  private static void check(Draft draft, String what, String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new ProjectException(
          Problem.of("The " + draft.type().shownName() + "'s " + what + " is empty")
              .at(draft.file().start())
              .next("Look at the macros generate_schema_name and generate_alias_name."));
    }
  }
}
