package io.tidemark.cli;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who has put a macro in the place of one of dbt's that nothing here calls is told so. */
class MacrosWithoutEffectTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  MacrosWithoutEffectTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop")
            .model("orders", "select 1 as id");
  }

  @Test
  void inUnitTests() {
    project
        .file(
            "macros/unit.sql",
            """
            {% macro get_fixture_sql(rows, columns) %}select 1{% endmacro %}
            {% materialization unit, default %}{% endmaterialization %}
            """)
        .file(
            "models/orders.yml",
            """
            unit_tests:
              - {name: one, model: orders, given: [], expect: {rows: [{id: 1}]}}
            """);

    project
        .run("build")
        .succeeded()
        .says(
            "The macro get_fixture_sql of macros/unit.sql is not used here",
            "The macro materialization_unit_default of macros/unit.sql is not used here");
    project.run("run").succeeded().neverSays("is not used here");
  }

  @Test
  void inClones() {
    project.run("run", "--target-path", "made").succeeded();
    project.file(
        "macros/clone.sql", "{% macro can_clone_table() %}{{ return(true) }}{% endmacro %}");

    project
        .run("clone", "--state", "made")
        .succeeded()
        .says("The macro can_clone_table of macros/clone.sql is not used here");
  }
}
