package io.tidemark.project.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.file.Checksum;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.ValueRenderer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code load} of sources: its defaults, all of its options, and everything that can be wrong. */
@NullUnmarked
class SourceLoadTest {

  private final Problems problems = new Problems();

  @Test
  void whatIsNotSaidHasItsDefault() {
    SourceLoad load = load("connection: shop", "{name: orders}");

    assertThat(problems.errors()).isEmpty();
    assertThat(load.into()).isEqualTo("raw");
    assertThat(load.uniqueKey()).isEmpty();
    assertThat(load.watermark()).isNull();
    assertThat(load.lookback()).isNull();
    assertThat(load.columns()).isEqualTo(SourceLoad.Columns.ALL);
    assertThat(load.where()).isNull();
    assertThat(load.deletes()).isEqualTo(SourceLoad.Deletes.IGNORE);
    assertThat(load.onSchemaChange()).isEqualTo(SourceLoad.SchemaChange.IGNORE);
    assertThat(load.parallel()).isEqualTo(1);
    assertThat(load.chunkSize()).isEqualTo(50_000);
    assertThat(load.written()).isEmpty();
  }

  @Test
  void everyOptionIsRead() {
    SourceLoad load =
        load(
            "connection: shop",
            """
            {name: orders, load: {into: copies, unique_key: [shop, id], watermark: updated_at,
              lookback: 1 hour, columns: [shop, ID, updated_at, total], where: "total > 0",
              deletes: mark, on_schema_change: sync_all_columns, parallel: 4, chunk_size: 1000}}
            """);

    assertThat(problems.errors()).isEmpty();
    assertThat(load.into()).isEqualTo("copies");
    assertThat(load.uniqueKey()).containsExactly("shop", "id");
    assertThat(load.watermark()).isEqualTo("updated_at");
    assertThat(load.lookback()).isEqualTo("1 hour");
    assertThat(load.columns().included()).isTrue();
    assertThat(load.columns().names()).containsExactly("shop", "ID", "updated_at", "total");
    assertThat(load.where()).isEqualTo("total > 0");
    assertThat(load.deletes()).isEqualTo(SourceLoad.Deletes.MARK);
    assertThat(load.onSchemaChange()).isEqualTo(SourceLoad.SchemaChange.SYNC_ALL_COLUMNS);
    assertThat(load.parallel()).isEqualTo(4);
    assertThat(load.chunkSize()).isEqualTo(1000);
    assertThat(load.written().get("watermark").place().reference()).isEqualTo("models/s.yml:4:85");
  }

  @Test
  void whatATableSaysGoesBeforeWhatItsSourceSaysKeyByKey() {
    String source = "connection: shop\n    load: {into: copies, unique_key: id, watermark: at}";

    SourceLoad own = load(source, "{name: orders, load: {watermark: updated_at, lookback: 5}}");
    SourceLoad general = load(source, "{name: orders}");
    SourceLoad nothing = load(source, "{name: orders, load: {watermark: }}");

    assertThat(problems.errors()).isEmpty();
    assertThat(own.into()).isEqualTo("copies");
    assertThat(own.uniqueKey()).containsExactly("id");
    assertThat(own.watermark()).isEqualTo("updated_at");
    assertThat(own.lookback()).isEqualTo("5");
    assertThat(general.watermark()).isEqualTo("at");
    assertThat(nothing.watermark()).as("a key without a value says nothing").isEqualTo("at");
  }

  @Test
  void columnsThatAreLeftOut() {
    SourceLoad load =
        load(
            "connection: shop",
            "{name: orders, load: {unique_key: id, columns: {exclude: [notes, card]}}}");

    assertThat(problems.errors()).isEmpty();
    assertThat(load.columns().included()).isFalse();
    assertThat(load.columns().have("id")).isTrue();
    assertThat(load.columns().have("Card")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 hour",
        "3 days",
        "'1 day 12 hours'",
        "90 minutes",
        "1.5 hours",
        "12:30",
        "'00:05:00'",
        "PT1H",
        "p1dt12h",
        "2h",
        "7",
        "0.5",
        "2 weeks, 3 days"
      })
  void whatALookbackMayBe(String text) {
    load(
        "connection: shop",
        "{name: orders, load: {unique_key: id, watermark: at, lookback: " + quoted(text) + "}}");

    assertThat(problems.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1 hour", "hour", "3 dais", "1 hour ago", "soon", "[1]", "P", "1 day -"})
  void whatItMayNotBe(String text) {
    load(
        "connection: shop",
        "{name: orders, load: {unique_key: id, watermark: at, lookback: " + quoted(text) + "}}");

    assertThat(problems.errors())
        .singleElement()
        .extracting(Problem::what)
        .asString()
        .startsWith("\"lookback\" must be an interval such as \"1 hour\"");
  }

  private static String quoted(String text) {
    return text.startsWith("'") || text.startsWith("[") ? text : "\"" + text + "\"";
  }

  @Test
  void aMistypedUnit() {
    load("connection: shop", "{name: o, load: {unique_key: i, watermark: a, lookback: 3 dyas}}");

    assertThat(errors()).singleElement().asString().contains("Did you mean \"days\"?");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    read(
        """
        sources:
          - name: raw
            connection: shop
            load: {uniqe_key: id, deletes: delete, parallel: 0}
            tables:
              - name: a
                load: {on_schema_change: append, chunk_size: all, columns: {include: [x]}}
              - name: b
                load: {lookback: 1 hour}
              - name: c
                load: {deletes: remove, watermark: at}
              - name: d
                load: {deletes: mark}
              - name: e
                load: {unique_key: [id, ""], watermark: at, where: " "}
              - name: f
                load: {unique_key: id, watermark: at, columns: [total]}
              - name: g
                load: {unique_key: id, watermark: at, columns: {exclude: [AT]}}
              - name: h
                load: {unique_key: [id, id]}
              - name: i
                load: true
              - name: j
                load: {watermark: at, lookback: 1 day}
          - name: here
            load: {watermark: at}
            tables: [{name: k, load: {watermark: at}}]
          - {name: nowhere, connection: " ", tables: [{name: l}]}
        """);

    assertThat(problems.errors())
        .extracting(Problem::what)
        .containsExactly(
            "There is no key \"uniqe_key\" here",
            "\"deletes\" must be one of ignore, remove, mark",
            "\"parallel\" must be a whole number from 1 to 64",
            "There is no key \"include\" here",
            "\"columns\" says neither which columns are copied nor which are not",
            "\"on_schema_change\" must be one of ignore, fail, append_new_columns,"
                + " sync_all_columns",
            "\"chunk_size\" must be a whole number from 1",
            "raw.b has a \"lookback\" and no \"watermark\"",
            "raw.c has \"deletes\" and no \"unique_key\"",
            "raw.d is copied whole, so no row of it can be marked as deleted",
            "\"unique_key\" names no column",
            "\"where\" can't be empty",
            "raw.f needs the columns id, at, which \"columns\" leaves out",
            "raw.g needs the column at, which \"columns\" leaves out",
            "\"unique_key\" names a column twice",
            "\"load\" must be a mapping of keys to values",
            "raw.j has \"lookback\" and no \"unique_key\"",
            "here has a \"load\", and its source no \"connection\"",
            "here.k has a \"load\", and its source no \"connection\"",
            "\"connection\" can't be empty");
    assertThat(errors().get(0))
        .isEqualTo(
            """
            There is no key "uniqe_key" here
              models/s.yml:4:12
                4 |     load: {uniqe_key: id, deletes: delete, parallel: 0}
                  |            ^
              Allowed: into, unique_key, watermark, lookback, columns, where, deletes, \
            on_schema_change, parallel, chunk_size.
              Did you mean "unique_key"?\
            """);
    assertThat(errors().get(7))
        .contains("models/s.yml:9:", "models/s.yml:8:", "copied whole each time");
  }

  @Test
  void aTableOfTheTargetHasNoLoad() {
    assertThat(load("schema: raw", "{name: orders}")).isNull();
    assertThat(problems.errors()).isEmpty();
  }

  /** The load of the only table of a source with these lines. */
  private SourceLoad load(String source, String table) {
    String text =
        "sources:\n  - name: raw\n    %s\n    tables: [%s]\n".formatted(source, table.strip());
    return read(text).sources().get(0).tables().get(0).load();
  }

  private Properties read(String text) {
    String path = "models/s.yml";
    SourceFile file =
        new SourceFile(
            FileKind.PROPERTIES,
            path,
            "models",
            Path.of("/", path),
            SourceText.of(path, text),
            Checksum.ofContents(text));
    return PropertiesReader.read(List.of(file), ValueRenderer.identity(), problems);
  }

  private List<String> errors() {
    return problems.errors().stream().map(Problem::render).toList();
  }
}
