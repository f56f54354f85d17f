package io.tidemark.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of {@code initdb/} run once, in order and to their end, or nothing is kept. */
class InitScriptsTest {

  private Path scripts;
  private ClusterFiles files;

  @BeforeEach
  void makeFolder(@TempDir Path project) throws IOException {
    scripts = Files.createDirectory(project.resolve("initdb"));
    files = new ClusterFiles(project.resolve(".tidemark/postgres"));
  }

  @AfterEach
  void stopWhatIsLeft() throws IOException {
    new ServerProcess(files).stopNow();
  }

  @Test
  void theyRunInTheOrderOfTheirNamesAndOnlyOnce() throws IOException {
    script("02_rows.sql", "insert into runs values ('second');");
    script("01_table.sql", "create table runs (at text); insert into runs values ('first');");
    script("notes.txt", "this is no SQL");

    EmbeddedServer first = start();
    assertThat(first.created()).isTrue();
    assertThat(runs(first)).isEqualTo("first second");
    first.close();

    try (EmbeddedServer second = start()) {
      assertThat(runs(second)).isEqualTo("first second");
    }
  }

  @Test
  void aDumpWithCopiedRowsAndFunctionsIsUnderstood() throws IOException {
    script(
        "dump.sql",
        """
        \\restrict abc
        SET client_encoding = 'UTF8';
        CREATE TABLE runs (at text, note text);
        COPY public.runs (at, note) FROM stdin;
        a\t1; 'x
        b\t\\N
        \\.
        CREATE FUNCTION both_of() RETURNS text LANGUAGE plpgsql AS $$
        begin
          return (select string_agg(at, ';' order by at) from runs);
        end $$;
        \\unrestrict abc
        """);

    try (EmbeddedServer server = start()) {
      assertThat(new Sql(server.settings()).text("select both_of()")).isEqualTo("a;b");
      assertThat(new Sql(server.settings()).text("select note from runs where at = 'a'"))
          .isEqualTo("1; 'x");
    }
  }

  @Test
  void aScriptMayMakeAnotherDatabaseAndGoThere() throws IOException {
    script(
        "all.sql",
        "create database source;\n\\connect source\ncreate table runs as select 'there' as at;");

    try (EmbeddedServer server = start()) {
      assertThat(
              new Sql(server.settings().toBuilder().database("source").build())
                  .text("select at from runs"))
          .isEqualTo("there");
    }
  }

  @Test
  void aFailureNamesFileAndLineAndLeavesNothing() throws IOException {
    Path script =
        script(
            "01.sql",
            "create table runs (at text);\n\ninsert into runs\n  select att from runs;\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("column \"att\" does not exist")
        .hasMessageContaining(script + ":4")
        .hasMessageContaining("select att from runs");
    assertThat(files.data()).doesNotExist();
    assertThat(files.makingMarker()).doesNotExist();
    assertThat(files.passwordFile()).doesNotExist();

    Files.writeString(script, "create table runs as select 'mended' as at;");
    try (EmbeddedServer server = start()) {
      assertThat(server.created()).isTrue();
      assertThat(runs(server)).isEqualTo("mended");
    }
  }

  @Test
  void aCommandThatOnlyPsqlKnowsIsNamed() throws IOException {
    Path script = script("01.sql", "select 1;\n\\include other.sql\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining(script + ":2")
        .hasMessageContaining("\\include other.sql");
    assertThat(files.data()).doesNotExist();
  }

  @Test
  void noFolderIsNoScripts() throws IOException {
    Files.delete(scripts);

    try (EmbeddedServer server = start()) {
      assertThat(server.created()).isTrue();
    }
  }

  private EmbeddedServer start() {
    return EmbeddedServer.start(
        EmbeddedOptions.builder(files.data())
            .initScripts(scripts)
            .database("shop")
            .user("tidemark")
            .build());
  }

  private Path script(String name, String text) throws IOException {
    return Files.writeString(scripts.resolve(name), text);
  }

  private static String runs(EmbeddedServer server) {
    return new Sql(server.settings()).text("select string_agg(at, ' ' order by at) from runs");
  }
}
