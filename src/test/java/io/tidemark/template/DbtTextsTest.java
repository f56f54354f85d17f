package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the macros that stand in the place of dbt's write is what dbt writes, white space and all:
 * people compare compiled SQL when they move. The texts of {@code dbt/macro-texts.txt} are real
 * dbt's.
 */
class DbtTextsTest {

  private static final String KNOWN =
      """
      {%- set T = api.Relation.create(database='DB', schema='public', identifier='real_t', type='table') -%}
      {%- set V = api.Relation.create(database='DB', schema='public', identifier='real_v', type='view') -%}
      {%- set M = api.Relation.create(database='DB', schema='public', identifier='real_m', type='materialized_view') -%}
      {%- set cols = [api.Column('id', 'integer'), api.Column('Name', 'character varying', 20), api.Column('at', 'timestamp without time zone')] -%}
      {%- set S = {'unique_key': 'id', 'updated_at': 'at', 'row_changed': '(a.at < b.at)', 'scd_id': 'md5(x)', 'hard_deletes': 'ignore'} -%}
      {%- set A = {'target_relation': T, 'temp_relation': V, 'unique_key': 'id', 'dest_columns': cols, 'incremental_predicates': none} -%}
      """;

  private final Templates templates = new Templates();

  @TestFactory
  Stream<DynamicTest> everyTextIsDbts() {
    return texts().entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () ->
                        assertThat(templates.jinja(KNOWN + "{{ " + one.getKey() + " }}"))
                            .isEqualTo(one.getValue())));
  }

  /** By the call; lines begin with a bar. */
  private static Map<String, String> texts() {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    List<String> of = new ArrayList<>();
    for (String line : file().lines().toList()) {
      if (line.startsWith("== ")) {
        of = new ArrayList<>();
        lines.put(line.substring(3), of);
      } else if (line.startsWith("|")) {
        of.add(line.substring(1));
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    lines.forEach((call, text) -> texts.put(call, String.join("\n", text)));
    return texts;
  }

  private static String file() {
    try (InputStream in =
        Objects.requireNonNull(DbtTextsTest.class.getResourceAsStream("/dbt/macro-texts.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
