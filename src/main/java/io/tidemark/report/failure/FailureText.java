package io.tidemark.report.failure;

import io.tidemark.batch.StoppedException;
import io.tidemark.load.HalfLoadedException;
import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.embedded.EmbeddedServerException;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.transfer.UnfinishedTransferException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/**
 * What went wrong, in four parts: what, where, what was found or is allowed, what to do next.
 * Immutable. The text may hold what the server was sent; it goes through the console's or the
 * artifact's mask before anybody sees it.
 */
public final class FailureText {

  private final String reportTo;
  private final String program;
  private final boolean ownServer;

  /**
   * A text writer.
   *
   * @param reportTo where a person reports what should not happen: an address
   */
  public FailureText(String reportTo) {
    this(reportTo, "tidemark");
  }

  /**
   * A text writer.
   *
   * @param reportTo where a person reports what should not happen: an address
   * @param program what a person calls this program as
   */
  public FailureText(String reportTo, String program) {
    this(reportTo, program, false);
  }

  private FailureText(String reportTo, String program, boolean ownServer) {
    this.reportTo = reportTo;
    this.program = program;
    this.ownServer = ownServer;
  }

  /** The same, about a server that this program starts by itself. */
  public FailureText onOwnServer() {
    return new FailureText(reportTo, program, true);
  }

  /** The text, without a line break at its end. */
  public String of(Throwable failure) {
    return of(failure, SqlPlace.NONE);
  }

  /**
   * The text, without a line break at its end.
   *
   * @param places finds the line of the model's file
   */
  public String of(Throwable failure, SqlPlace places) {
    return problems(failure, places).stream()
        .map(Problem::render)
        .collect(Collectors.joining("\n\n"));
  }

  /**
   * The problems, at least one: the first of the failure and its causes that says what is wrong.
   */
  public List<Problem> problems(Throwable failure, SqlPlace places) {
    for (Throwable cause = failure; cause != null; cause = reason(cause)) {
      List<Problem> known = known(cause, places);
      if (!known.isEmpty()) {
        return known;
      }
    }
    return List.of(unexpected(failure));
  }

  /**
   * A transaction that could not even be rolled back says so; why it had to be is what matters. The
   * rollback fails because of that: "Connection is closed", say.
   */
  private static @Nullable Throwable reason(Throwable failure) {
    if (failure instanceof TransactionSystemException broken) {
      return broken.getOriginalException();
    }
    return failure.getCause();
  }

  /** The whole stack trace, for the log. */
  public static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString().stripTrailing();
  }

  private List<Problem> known(@Nullable Throwable failure, SqlPlace places) {
    if (failure instanceof HalfLoadedException half) {
      return HalfLoadProblem.of(half, known(half.getCause(), places), program);
    }
    if (failure instanceof UnfinishedTransferException left) {
      return UnfinishedTransfer.of(left, known(left.getCause(), places), program);
    }
    if (failure instanceof StoppedException) {
      return List.of(
          Problem.of(String.valueOf(failure.getMessage())).found("What it has committed is kept."));
    }
    if (failure instanceof ProjectException project) {
      return project.problems();
    }
    if (failure instanceof ConnectionException connection) {
      return one(
          connection.whatIsWrong(), "connecting to " + connection.tried(), nextStep(connection));
    }
    if (failure instanceof EmbeddedServerException server) {
      return one(server.whatIsWrong(), server.where(), server.nextStep());
    }
    if (failure instanceof LoadException load) {
      return one(String.valueOf(load.getMessage()), null, load.next());
    }
    if (failure instanceof StatementException refused) {
      return List.of(SqlProblem.of(refused.statement(), refused.said(), places));
    }
    if (failure instanceof SQLException driver) {
      return List.of(SqlProblem.of(null, SqlFailure.of(driver), places));
    }
    if (failure instanceof OutOfMemoryError) {
      return one(
          "The program has run out of memory",
          "Its heap is %d MB.".formatted(Runtime.getRuntime().maxMemory() / 1_000_000),
          "Give it more, and do the same again: JAVA_OPTS=-Xmx1g " + program + " …");
    }
    return List.of();
  }

  /** Who never started the server himself can't start it again. */
  private String nextStep(ConnectionException connection) {
    return switch (connection.problem()) {
      case REFUSED, UNREACHABLE, LOST ->
          ownServer
              ? "The embedded server is gone; the next command starts it again."
              : connection.nextStep();
      default -> connection.nextStep();
    };
  }

  private static List<Problem> one(String what, @Nullable String found, String next) {
    return List.of(Problem.of(what).found(found).next(next));
  }

  private Problem unexpected(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getName();
    return Problem.of(message == null ? name : name + ": " + message)
        .found("This should not happen.")
        .next(
            "Run it again with --debug for the stack trace, and report it with that: " + reportTo);
  }
}
