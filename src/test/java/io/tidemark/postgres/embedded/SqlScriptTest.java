package io.tidemark.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.embedded.SqlScript.CopyIn;
import io.tidemark.postgres.embedded.SqlScript.MetaCommand;
import io.tidemark.postgres.embedded.SqlScript.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script is cut where psql cuts it, and each part knows its line. */
class SqlScriptTest {

  @Test
  void statementsEndWithASemicolonAndKnowTheirLine() {
    assertThat(SqlScript.parse("select 1;\n\n-- two\nselect\n  2 ; select 3"))
        .containsExactly(
            new Statement(1, "select 1"),
            new Statement(4, "select\n  2"),
            new Statement(5, "select 3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ';'",
        "select 'it''s; so'",
        "select E'a\\'; b'",
        "select 'a\\' as \"x;y\"",
        "select \"a\"\"; b\"",
        "select 1 -- not here; no\n+ 2",
        "select 1 /* nor; /* here; */ ; */ + 2",
        "select $$a; b$$",
        "select $body$ $$; $x$ ; $body$",
        "create rule r as on insert to t do also (insert into a values (1); insert into b values (2))",
        "create function f() returns int begin atomic select 1; select case when true then 2 end; end",
        "create or replace procedure p() language sql begin atomic insert into t values (1); end",
      })
  void aSemicolonInsideSomethingEndsNothing(String statement) {
    assertThat(SqlScript.parse(statement + ";\nselect 'next';"))
        .hasSize(2)
        .first()
        .isEqualTo(new Statement(1, statement));
  }

  @Test
  void aPlainBeginIsNoBody() {
    assertThat(SqlScript.parse("begin; insert into t values (1); commit;"))
        .extracting(SqlScript.Part::text)
        .containsExactly("begin", "insert into t values (1)", "commit");
  }

  @Test
  void copiedRowsBelongToTheirStatement() {
    String script = "copy t (a) from stdin;\n1;\n'\n\\.\n\nselect 2;\n";

    assertThat(SqlScript.parse(script))
        .containsExactly(
            new CopyIn(1, "copy t (a) from stdin", "1;\n'\n"), new Statement(6, "select 2"));
  }

  @Test
  void copiedRowsMayBeNone() {
    assertThat(SqlScript.parse("COPY t FROM stdin;\n\\.\n"))
        .containsExactly(new CopyIn(1, "COPY t FROM stdin", ""));
  }

  @Test
  void aBackslashAtTheBeginningIsForPsql() {
    assertThat(SqlScript.parse("\\connect shop\nselect 1;\n\\echo done"))
        .containsExactly(
            new MetaCommand(1, "\\connect shop"),
            new Statement(2, "select 1"),
            new MetaCommand(3, "\\echo done"));
  }

  @Test
  void windowsLineEndsAreLineEnds() {
    assertThat(SqlScript.parse("select 1;\r\nselect 2;\r\n"))
        .containsExactly(new Statement(1, "select 1"), new Statement(2, "select 2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "-- nothing", "/* nothing", ";;", "/* a */ ; -- b\n;"})
  void nothingToDoIsNoStatement(String script) {
    assertThat(SqlScript.parse(script)).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"select 'open", "select \"open", "select $$open", "select 1 /* open"})
  void whatNeverEndsIsLeftToTheServer(String script) {
    assertThat(SqlScript.parse(script)).containsExactly(new Statement(1, script));
  }
}
