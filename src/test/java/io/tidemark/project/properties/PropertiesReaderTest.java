package io.tidemark.project.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.config.Quoting;
import io.tidemark.project.file.Checksum;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.ValueRenderer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PropertiesReaderTest {

  private final Problems problems = new Problems();

  @Test
  void aModelIsReadWithItsColumnsConfigAndTests() {
    Properties properties =
        read(
            """
            version: 2
            models:
              - name: orders
                description: "{{ doc('orders') }}"
                config: {materialized: table, tags: [mart]}
                meta: {owner: me}
                docs: {show: false}
                access: public
                group: finance
                latest_version: 2
                versions: [{v: 1}, {v: 2}]
                constraints: [{type: primary_key, columns: [id]}]
                data_tests: [dbt_utils.equal_rowcount: {compare_model: ref('x')}]
                columns:
                  - name: id
                    description: The key
                    data_type: integer
                    quote: true
                    tags: [a]
                    meta: {pii: false}
                    config: {tags: [b], meta: {level: 1}}
                    tests: [unique, not_null]
                    constraints: [{type: not_null}]
                our_own: 5
            """);

    NodeProperties model = properties.model("orders").orElseThrow();
    assertThat(problems.errors()).isEmpty();
    assertThat(model.kind()).isEqualTo("models");
    assertThat(model.description()).isEqualTo("{{ doc('orders') }}");
    assertThat(model.config().origin()).isEqualTo(ConfigOrigin.PROPERTIES);
    assertThat(model.config().values().keySet())
        .containsExactly("materialized", "tags", "meta", "docs", "group", "access");
    assertThat(model.latestVersion().value()).isEqualTo(2L);
    assertThat(model.versions()).hasSize(2);
    assertThat(model.constraints()).hasSize(1);
    assertThat(model.tests()).hasSize(1);
    assertThat(model.place().reference()).isEqualTo("models/1.yml:3:11");
    assertThat(model.mapping().get("our_own").value()).isEqualTo(5L);
    ColumnProperties column = model.columns().get(0);
    assertThat(column.name()).isEqualTo("id");
    assertThat(column.description()).isEqualTo("The key");
    assertThat(column.dataType()).isEqualTo("integer");
    assertThat(column.quote()).isTrue();
    assertThat(column.tags()).containsExactly("a", "b");
    assertThat(column.meta()).isEqualTo(Map.of("pii", false, "level", 1L));
    assertThat(column.tests()).hasSize(2);
    assertThat(column.constraints()).hasSize(1);
  }

  @Test
  void seedsSnapshotsAndAnalysesAreReadTheSameWay() {
    Properties properties =
        read(
            """
            seeds: [{name: countries, config: {column_types: {a: text}}}]
            snapshots: [{name: history}]
            analyses: [{name: a}]
            """);

    assertThat(properties.seeds().get("countries").config().values()).containsKey("column_types");
    assertThat(properties.snapshots()).containsKey("history");
    assertThat(properties.nodes("analyses")).containsKey("a");
  }

  @Test
  void aSourceHasItsNameAsSchemaAndATableItsNameAsIdentifier() {
    SourceDefinition source =
        read("sources: [{name: raw, tables: [{name: orders}, {name: customers}]}]")
            .sources()
            .get(0);

    assertThat(source.schema()).isEqualTo("raw");
    assertThat(source.database()).isNull();
    assertThat(source.loader()).isEmpty();
    assertThat(source.quoting()).isEqualTo(Quoting.UNSET);
    assertThat(source.connection()).isNull();
    assertThat(source.tables()).extracting(SourceTable::load).containsOnlyNulls();
    assertThat(source.tables())
        .extracting(SourceTable::name)
        .containsExactly("orders", "customers");
    assertThat(source.table("orders").orElseThrow().identifier()).isEqualTo("orders");
    assertThat(source.table("nothing")).isEmpty();
    assertThat(source.file().path()).isEqualTo("models/1.yml");
  }

  @Test
  void everyKeyOfASourceIsRead() {
    SourceDefinition source =
        read("""
        sources:
          - name: raw
            description: From the shop
            database: db
            schema: sales
            loader: fivetran
            loaded_at_field: at
            freshness: {warn_after: {count: 1, period: day}}
            quoting: {database: true, schema: false}
            tags: [s]
            meta: {a: 1, b: 1}
            config: {enabled: true, tags: [sc], meta: {b: 2}}
            connection: shop
            load: {into: raw}
            tables:
              - name: orders
                description: All
                identifier: orders_v
                freshness: null
                quoting: {schema: true}
                tags: [t]
                meta: {c: 3}
                config: {enabled: false, loaded_at_field: ts}
                load: {unique_key: order_id, watermark: updated_at}
                columns: [{name: id, data_tests: [unique]}]
                data_tests: [x]
        """)
            .sources()
            .get(0);

    SourceTable table = source.tables().get(0);
    NodeConfig config = NodeConfig.merge(List.of(table.config()));
    assertThat(problems.errors()).isEmpty();
    assertThat(source.description()).isEqualTo("From the shop");
    assertThat(source.database()).isEqualTo("db");
    assertThat(source.schema()).isEqualTo("sales");
    assertThat(source.loader()).isEqualTo("fivetran");
    assertThat(source.loadedAtField()).isEqualTo("at");
    assertThat(source.freshness().value())
        .isEqualTo(Map.of("warn_after", Map.of("count", 1L, "period", "day")));
    assertThat(source.connection().name()).isEqualTo("shop");
    assertThat(source.connection().place().reference()).isEqualTo("models/1.yml:13:17");
    assertThat(table.identifier()).isEqualTo("orders_v");
    assertThat(table.loadedAtField()).isEqualTo("ts");
    assertThat(table.freshness()).isNotNull();
    assertThat(table.freshness().value()).isNull();
    assertThat(table.quoting()).isEqualTo(new Quoting(true, true, null));
    assertThat(config.tags()).containsExactly("s", "sc", "t");
    assertThat(config.meta()).isEqualTo(Map.of("a", 1L, "b", 2L, "c", 3L));
    assertThat(config.enabled()).isFalse();
    assertThat(table.load().into()).isEqualTo("raw");
    assertThat(table.load().uniqueKey()).containsExactly("order_id");
    assertThat(table.load().watermark()).isEqualTo("updated_at");
    assertThat(table.load().written().keySet()).containsExactly("into", "unique_key", "watermark");
    assertThat(table.columns()).hasSize(1);
    assertThat(table.tests()).hasSize(1);
  }

  @Test
  void macrosAreReadWithTheirArguments() {
    MacroProperties macro =
        read("macros: [{name: m, description: d, arguments: [{name: a, type: string}]}]")
            .macros()
            .get("m");

    assertThat(macro.description()).isEqualTo("d");
    assertThat(macro.arguments()).containsExactly(new MacroProperties.Argument("a", "string", ""));
  }

  @Test
  void otherEntriesAndUnknownKeysAreKept() {
    Properties properties =
        read(
            """
            exposures: [{name: dash, type: dashboard, owner: {name: me}}]
            groups: [{name: g, owner: {name: me}}]
            unit_tests: [{name: u, model: m, given: [], expect: {}}]
            data_tests: [{name: t}]
            anchors: {a: 1}
            """);

    assertThat(properties.others("exposures")).hasSize(1);
    assertThat(properties.others("groups").get(0).place().reference())
        .isEqualTo("models/1.yml:2:10");
    assertThat(properties.others("unit_tests")).hasSize(1);
    assertThat(properties.nodes("data_tests")).hasSize(1);
    assertThat(problems.errors()).isEmpty();
  }

  @Test
  void whatDbtRendersLaterIsNotRendered() {
    List<String> rendered = new ArrayList<>();
    ValueRenderer recording =
        (text, place) -> {
          synchronized (rendered) {
            rendered.add(text);
          }
          return text;
        };

    PropertiesReader.read(
        List.of(
            file(
                1,
                """
                models:
                  - name: orders
                    description: "{{ no 1 }}"
                    tests: [x: {a: "{{ no 2 }}"}]
                    config: {schema: "{{ yes 1 }}", pre_hook: "{{ no 3 }}"}
                    columns:
                      - {name: a, description: "{{ no 4 }}", data_tests: ["{{ no 5 }}"], meta: {x: "{{ yes 2 }}"}}
                sources:
                  - name: raw
                    schema: "{{ yes 3 }}"
                    description: "{{ no 6 }}"
                    tables:
                      - name: t
                        identifier: "{{ yes 4 }}"
                        description: "{{ no 7 }}"
                        data_tests: ["{{ no 8 }}"]
                        columns: [{name: a, description: "{{ no 9 }}", tests: ["{{ no 10 }}"]}]
                macros: [{name: m, description: "{{ no 11 }}", arguments: [{name: a, description: "{{ no 12 }}"}]}]
                """)),
        recording,
        problems);

    assertThat(rendered)
        .containsExactlyInAnyOrder("{{ yes 1 }}", "{{ yes 2 }}", "{{ yes 3 }}", "{{ yes 4 }}");
  }

  @Test
  void twoDescriptionsOfOneModelNameBothPlaces() {
    read("models:\n  - name: orders\n", "models:\n\n  - name: orders\n");

    assertThat(errors())
        .containsExactly(
            """
            "orders" is described twice under "models"
              models/2.yml:3:11
                3 |   - name: orders
                  |           ^
              models/1.yml:2:11
                2 |   - name: orders
                  |           ^
              Remove one of them, or join them.\
            """);
  }

  @Test
  void oneSourceTableInTwoPlacesIsToldAndTwoTablesAreNot() {
    read(
        "sources: [{name: raw, tables: [{name: a}]}]",
        "sources: [{name: raw, tables: [{name: b}]}]",
        "sources: [{name: raw, tables: [{name: a}]}]");

    assertThat(errors())
        .singleElement()
        .asString()
        .contains(
            "The source table \"raw.a\" is defined twice", "models/3.yml:1", "models/1.yml:1");
  }

  @Test
  void aMacroThatIsDescribedTwiceIsTold() {
    read("macros: [{name: m}]", "macros: [{name: m}]");

    assertThat(errors()).singleElement().asString().contains("The macro \"m\" is described twice");
  }

  @Test
  void entriesOfTheWrongFormAreToldAllAtOnce() {
    read(
        """
        models:
          - orders
          - description: no name
          - {name: a, columns: [b], tests: x, data_tests: [y]}
          - {name: b, meta: {x: 1}, config: {meta: {y: 2}}}
          - {name: c, columns: [{description: x}]}
          - {name: d, config: [x]}
        sources:
          - tables: []
          - {name: raw, loaded_at_field: "", tables: [{identifier: x}]}
          - {name: raw2, meta: 5}
        macros: {name: m}
        """);

    assertThat(problems.errors())
        .extracting(Problem::what)
        .containsExactly(
            "Each entry of \"models\" must be a mapping",
            "An entry of \"models\" has no \"name\"",
            "\"tests\" must be a list",
            "Each entry of \"columns\" must be a mapping",
            "\"tests\" and \"data_tests\" are the same key",
            "\"meta\" stands beside \"config\" and in it",
            "An entry of \"columns\" has no \"name\"",
            "\"config\" must be a mapping of keys to values",
            "An entry of \"sources\" has no \"name\"",
            "An entry of \"tables\" has no \"name\"",
            "\"loaded_at_field\" can't be empty",
            "\"meta\" must be a mapping of keys to values",
            "\"macros\" must be a list");
  }

  @Test
  void aFileThatIsNoMappingIsTold() {
    read("- name: orders\n");

    assertThat(errors())
        .singleElement()
        .asString()
        .contains("A properties file must be a mapping of keys to lists", "Found a list.");
  }

  @Test
  void aKeyWithoutAValueIsRefusedAsInDbt() {
    assertThat(read("models:\nsources:\nanchors:\n").nodes()).isEmpty();
    assertThat(problems.errors())
        .extracting(Problem::what)
        .containsExactly("\"models\" has no value", "\"sources\" has no value");
  }

  private Properties read(String... texts) {
    List<SourceFile> files = new ArrayList<>();
    for (String text : texts) {
      files.add(file(files.size() + 1, text));
    }
    return PropertiesReader.read(files, ValueRenderer.identity(), problems);
  }

  private static SourceFile file(int number, String text) {
    String path = "models/%d.yml".formatted(number);
    return new SourceFile(
        FileKind.PROPERTIES,
        path,
        "models",
        Path.of("/", path),
        SourceText.of(path, text),
        Checksum.ofContents(text));
  }

  private List<String> errors() {
    return problems.errors().stream().map(Problem::render).toList();
  }
}
