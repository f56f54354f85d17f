package io.tidemark.report.artifact;

import io.tidemark.batch.RunResult;
import io.tidemark.graph.Node;
import io.tidemark.report.failure.FailureText;
import io.tidemark.report.failure.SqlPlace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run_results.json} is made of.
 *
 * @param invocation which invocation it was
 * @param result how the run ended
 * @param arguments the command's flags by dbt's names ({@code which}, {@code select}, {@code
 *     full_refresh}, …), with values that JSON knows
 * @param failures writes what went wrong
 * @param places for each node what finds the line of its file behind a statement
 */
public record RunResultsInput(
    InvocationFacts invocation,
    RunResult result,
    Map<String, @Nullable Object> arguments,
    FailureText failures,
    Function<Node, SqlPlace> places) {

  /** Copies the map. */
  public RunResultsInput {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }
}
