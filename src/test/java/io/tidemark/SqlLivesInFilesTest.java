package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLivesInFilesTest {

  @TempDir private Path folder;

  @Test
  void noStatementIsWrittenInJava() {
    List<SourceString> strings = SourceString.in(MainSources.java());

    assertThat(strings).isNotEmpty();
    assertThat(strings).filteredOn(string -> SqlStatement.begins(string.text())).isEmpty();
  }

  @Test
  void aStatementThatIsGluedTogetherIsFound() throws IOException {
    Path file = folder.resolve("Glued.java");
    Files.writeString(
        file,
        """
        class Glued {
          String sql(String table) {
            return "insert " + ("into " + table + quoted("select 1")) + " values (1)";
          }
        }
        """);

    assertThat(SourceString.in(List.of(file)))
        .extracting(SourceString::line, SourceString::text)
        .containsExactly(tuple(3L, "insert into \u0001\u0001 values (1)"), tuple(3L, "select 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "SELECT * FROM t",
        "select \u0001 from \u0001",
        "  select count(*)",
        "with new as (select 1)",
        "insert into \u0001",
        "update t set a = 1",
        "delete from \u0001 where a",
        "merge into t using s",
        "create unlogged table \u0001 as",
        "CREATE OR REPLACE VIEW v",
        "alter table \u0001 add column",
        "drop materialized view \u0001",
        "truncate \u0001",
        "copy \u0001 from stdin",
        "COPY (select 1) TO STDOUT",
        "grant select on t to r",
        "comment on table t is 'x'",
        "set search_path to \u0001",
        "set local role = x",
        "(select 1)",
        "select\n  1",
      })
  void theseAreStatements(String text) {
    assertThat(SqlStatement.begins(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT \u0001",
        "INSERT 0 \u0001",
        "CREATE VIEW",
        "MERGE \u0001",
        "Select a target with --target.",
        "Create the schema, or let a superuser create it.",
        "Set user: \u0001",
        "Delete it; an editor shows it.",
        "select",
        "update",
        "commit",
        "delete+insert",
        "load/insert_all",
        "drop_column",
        "truncated escape",
        "Update the profile to set a password.",
      })
  void theseAreNone(String text) {
    assertThat(SqlStatement.begins(text)).isFalse();
  }
}
