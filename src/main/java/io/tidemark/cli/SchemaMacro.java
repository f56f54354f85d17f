package io.tidemark.cli;

import io.tidemark.template.Macro;
import io.tidemark.template.MacroLibrary;
import io.tidemark.template.TemplateDatabase;
import io.tidemark.template.relation.RelationValue;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes schemas by the macro {@code create_schema}, where a project has written it. */
final class SchemaMacro {

  private static final String NAME = "create_schema";

  private SchemaMacro() {}

  /** Null where the project has no such macro. */
  static @Nullable BiConsumer<String, TemplateDatabase> of(LoadedProject project) {
    MacroLibrary macros = project.engine().macros();
    String name = project.project().name();
    Macro entrance = macros.find(NAME, name).orElse(null);
    if (entrance == null || macros.replacing(NAME, name).isEmpty()) {
      return null;
    }
    List<String> parameters = entrance.block().arguments();
    String parameter = parameters.isEmpty() ? "relation" : parameters.get(0);
    return (schema, database) -> {
      RelationValue relation = RelationValue.of(project.output().database(), schema, null, null);
      project.compiler().on(database).operate(entrance, Map.of(parameter, relation));
    };
  }
}
