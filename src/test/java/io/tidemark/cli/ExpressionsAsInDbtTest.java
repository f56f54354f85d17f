package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Expressions of dbt's context print, and show themselves in a list, as dbt-core 1.11.14 with
 * dbt-postgres prints them: its relations, columns, adapter, tables of a query, configuration and
 * macros. The answers were recorded from dbt; {@code @db@} stands for the database's name.
 */
class ExpressionsAsInDbtTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Path RECORDED = Path.of("src/test/resources/dbt/expressions.jsonl");
  private static final Path TABLES = Path.of("src/test/resources/dbt/expressions.sql");
  private static final String MARK = "\n@@next@@\n";
  private static final String SHOWN = "\n@@shown@@\n";

  @Test
  void everyRecordedExpressionIsAsInDbt(@TempDir Path folder) throws IOException {
    database.execute(Files.readString(TABLES));
    List<JsonNode> recorded = new ArrayList<>();
    StringBuilder model =
        new StringBuilder(
            """
            -- {{ ref('base') }} {{ source('raw', 'types') }} {{ source('raw', 'few') }}
            -- {{ source('raw', 'empty_t') }} {{ source('raw', 'unq') }}
            {% if execute %}\
            """);
    for (String line : Files.readAllLines(RECORDED)) {
      JsonNode expression = new ObjectMapper().readTree(line);
      recorded.add(expression);
      model.append(expression.get("setup").asText());
      model.append("{% set v = (").append(expression.get("expression").asText()).append(") %}");
      model.append("{{ v }}").append(SHOWN).append("{{ [v] }}").append(MARK);
    }
    ProjectFolder.in(folder.resolve("shop"), database.settings(), "ctx")
        .file(
            "dbt_project.yml",
            """
            name: shop
            version: "1.0"
            profile: shop
            vars: {v_str: hello}
            models: {shop: {+tags: [t1], +meta: {owner: me}, +my_custom: {k: [1, 2]}}}
            """)
        .file(
            "models/sources.yml",
            """
            sources:
              - name: raw
                schema: ctx
                tables: [{name: types}, {name: few}, {name: empty_t}, {name: unq}]
            """)
        .model("base", "{{ config(materialized='table') }} select 1 as id, 'x'::text as name\n")
        .model("expressions", model.append("{% endif %}\n").toString())
        .run("compile")
        .succeeded();
    String name = database.settings().database();
    String[] answers =
        Files.readString(folder.resolve("shop/target/compiled/shop/models/expressions.sql"))
            .lines()
            .skip(2)
            .collect(Collectors.joining("\n", "", "\n"))
            .split(MARK, -1);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < recorded.size(); i++) {
      JsonNode one = recorded.get(i);
      String dbt =
          (one.get("text").asText() + SHOWN + one.get("repr").asText()).replace("@db@", name);
      if (!answers[i].strip().equals(dbt.strip())) {
        differences.add(
            one.get("expression").asText() + "\n  dbt:  " + dbt + "\n  ours: " + answers[i]);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(recorded).hasSizeGreaterThanOrEqualTo(70);
  }
}
