package io.tidemark.report.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.batch.StoppedException;
import io.tidemark.graph.ResourceType;
import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Database;
import io.tidemark.postgres.Secret;
import io.tidemark.postgres.embedded.EmbeddedOptions;
import io.tidemark.postgres.embedded.EmbeddedServer;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.Shop;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong is said in four parts. */
class FailureTextTest {

  private final FailureText text = new FailureText("https://example.org/issues");

  @Test
  void aRefusedStatementShowsTheModelsLine() {
    Throwable refused =
        Shop.refused(
            "create view v as (select amont from raw)",
            "SERROR",
            "C42703",
            "Mcolumn \"amont\" does not exist",
            "HPerhaps you meant to reference the column \"raw.amount\".",
            "P26");
    SqlPlace places =
        (statement, position) -> {
          assertThat(statement.substring(position - 1)).startsWith("amont");
          return new Place("models/orders.sql", 3, 8, "select amont from {{ ref('raw') }}");
        };

    assertThat(text.of(refused, places))
        .isEqualTo(
            """
            column "amont" does not exist
              models/orders.sql:3:8
                3 | select amont from {{ ref('raw') }}
                  |        ^
              Perhaps you meant to reference the column "raw.amount".\
            """);
  }

  @Test
  void withoutMemoryItTellsHowToGiveMore() {
    Throwable inAThread = new IllegalStateException(new OutOfMemoryError("Java heap space"));

    assertThat(text.of(inAThread))
        .startsWith("The program has run out of memory\n  Its heap is ")
        .endsWith("do the same again: JAVA_OPTS=-Xmx1g tidemark …");
  }

  @Test
  void whereTheModelsLineIsNotKnownTheStatementsIsShown() {
    Throwable refused =
        Shop.refused(
            "create view v as (\n\tselect amont\n)",
            "SERROR",
            "C42703",
            "Mcolumn \"amont\" does not exist",
            "P28");

    assertThat(text.of(refused))
        .isEqualTo(
            """
            column "amont" does not exist
              Line 2 of the statement that was sent:
                2 | \tselect amont
                  | \t       ^
              Correct the SQL, and run it again.\
            """);
  }

  @Test
  void whatWasStoppedIsCalledWhatItIs() {
    assertThat(text.of(new StoppedException(ResourceType.SEED, new SQLException("cancelled"))))
        .contains("The run was stopped while this seed was at work");
  }

  @Test
  void aLongLineIsCutAroundTheFault() {
    String statement = "select " + "a, ".repeat(100) + "amont, " + "b, ".repeat(100) + "c";
    int position = statement.indexOf("amont") + 1;
    Throwable refused =
        Shop.refused(statement, "SERROR", "C42703", "Mno such column", "P" + position);

    List<String> lines = text.of(refused).lines().toList();

    String shown = lines.get(2);
    assertThat(shown).hasSizeLessThan(140).contains("…", "amont").endsWith("…");
    assertThat(lines.get(3).indexOf('^')).isEqualTo(shown.indexOf("amont"));
  }

  @Test
  void detailAndContextAreShown() {
    Throwable refused =
        Shop.refused(
            "\n  insert into orders\nselect * from raw",
            "SERROR",
            "C23505",
            "Mduplicate key value violates unique constraint \"orders_key\"",
            "DKey (order_id)=(1) already exists.",
            "WPL/pgSQL function f() line 3");

    assertThat(text.of(refused))
        .isEqualTo(
            """
            duplicate key value violates unique constraint "orders_key"
              The statement that was sent:
                insert into orders…
              Key (order_id)=(1) already exists.
              In PL/pgSQL function f() line 3
              Correct the rows that the SQL gives, or the constraint.\
            """);
  }

  @Test
  void aWrappedFailureIsFound() {
    Throwable wrapped =
        new IllegalStateException("outer", new SQLException("the disk is full", "53100"));

    assertThat(text.of(wrapped))
        .isEqualTo(
            """
            the disk is full
              Make room on the server's disk, and run it again.\
            """);
  }

  @Test
  void allProblemsOfAProjectAreShown() {
    Throwable project =
        new ProjectException(
            List.of(Problem.of("one").next("do this"), Problem.of("two").found("found that")));

    assertThat(text.of(project)).isEqualTo("one\n  do this\n\ntwo\n  found that");
  }

  @Test
  void aLoadSaysWhatToDo() {
    assertThat(text.of(new LoadException("the key is there twice", "Remove one.")))
        .isEqualTo("the key is there twice\n  Remove one.");
  }

  @Test
  void aConnectionThatIsRefusedSaysWhereItWentAndNeverThePassword() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    ConnectionSettings settings =
        ConnectionSettings.builder("127.0.0.1", "me", "shop")
            .port(free)
            .password(Secret.of("hush-hush"))
            .retries(0)
            .build();
    Throwable refused;
    try (Database database = Database.of(settings, 1)) {
      refused = catchThrowable(database::connect);
    }

    assertThat(text.of(refused).lines()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(text.of(refused))
        .contains("\n  connecting to ", "127.0.0.1", String.valueOf(free))
        .doesNotContain("hush-hush")
        .doesNotContain("should not happen");
  }

  @Test
  void theEmbeddedServerSaysWhatIsInItsWay(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/something"), "else");
    Files.writeString(folder.resolve("something"), "else");
    EmbeddedOptions options = EmbeddedOptions.builder(folder).build();

    Throwable failure = catchThrowable(() -> EmbeddedServer.start(options));

    assertThat(text.of(failure))
        .contains("The folder for the embedded PostgreSQL holds something else.")
        .contains(folder.toString())
        .endsWith("Move its files away, or name another folder.");
  }

  @Test
  void theUnexpectedSaysHowToReportIt() {
    assertThat(text.of(new IllegalStateException("no such thing")))
        .isEqualTo(
            """
            java.lang.IllegalStateException: no such thing
              This should not happen.
              Run it again with --debug for the stack trace, and report it with that: https://example.org/issues\
            """);
    assertThat(text.of(new StackOverflowError())).startsWith("java.lang.StackOverflowError\n");
  }
}
