package io.tidemark.graph;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.TemplateEngine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a model goes: the macros that dbt calls for schema, name and database decide. */
final class Names {

  private static final String LONG_NAMES =
      "PostgreSQL cuts names off at " + Identifier.MAX_BYTES + " bytes, and two cut ones may meet.";

  private final TemplateEngine engine;

  Names(TemplateEngine engine) {
    this.engine = engine;
  }

  /**
   * The relation of a model.
   *
   * @param node what the macros get as their second argument
   * @throws ProjectException if a macro fails or a name is none that PostgreSQL can hold
   */
  Relation of(
      SourceFile file, String packageName, NodeConfig config, Map<String, @Nullable Object> node) {
    Relation relation =
        new Relation(
            call("generate_database_name", packageName, config, node, config.database()),
            call("generate_schema_name", packageName, config, node, config.schema()),
            call("generate_alias_name", packageName, config, node, config.alias()));
    check("schema", relation.schema(), file);
    check("name", relation.name(), file);
    return relation;
  }

  private String call(
      String macro,
      String packageName,
      NodeConfig config,
      Map<String, @Nullable Object> node,
      @Nullable String custom) {
    return engine.call(macro, packageName, config, node, custom, node);
  }

  private static void check(String what, String name, SourceFile file) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new ProjectException(
          Problem.of("The model's " + what + " is empty")
              .at(file.start())
              .next("Look at the macros generate_schema_name and generate_alias_name."));
    }
    Identifier identifier = new Identifier(name);
    if (identifier.tooLong()) {
      throw new ProjectException(
          Problem.of("The model's " + what + " \"" + name + "\" is too long")
              .at(file.start())
              .found("It has " + identifier.bytes() + " bytes. " + LONG_NAMES)
              .next(
                  what.equals("name")
                      ? "Rename the file, or give it a shorter name with config(alias='…')."
                      : "Give it a shorter schema."));
    }
  }
}
