package io.tidemark.load.microbatch;

import io.tidemark.graph.Microbatch;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the batches of a microbatch model ended.
 *
 * @param doneBefore those that an earlier execution of the run had done
 * @param tried one a batch of this execution
 */
public record BatchResults(List<Microbatch> doneBefore, List<BatchResult> tried) {

  /** Copies the lists. */
  public BatchResults {
    doneBefore = List.copyOf(doneBefore);
    tried = List.copyOf(tried);
  }

  /** All that are done, as {@code run_results.json} has them: the earlier ones last. */
  public List<Microbatch> successful() {
    return Stream.concat(batches(true), doneBefore.stream()).toList();
  }

  /** Those that failed, and those that were not tried because of it. */
  public List<Microbatch> failed() {
    return batches(false).toList();
  }

  /** The rows of those that were done now. */
  public long rows() {
    return tried.stream().filter(BatchResult::successful).mapToLong(BatchResult::rows).sum();
  }

  /** What went wrong first, or null. */
  public @Nullable Throwable failure() {
    return tried.stream()
        .filter(result -> result.failure() != null)
        .map(BatchResult::failure)
        .findFirst()
        .orElse(null);
  }

  /** As dbt tells it: {@code SUCCESS}, {@code ERROR}, {@code PARTIAL SUCCESS (2/3)}. */
  public String message() {
    long done = batches(true).count();
    if (done == tried.size()) {
      return "SUCCESS";
    }
    return done == 0 ? "ERROR" : "PARTIAL SUCCESS (%d/%d)".formatted(done, tried.size());
  }

  private Stream<Microbatch> batches(boolean done) {
    return tried.stream()
        .filter(result -> result.successful() == done)
        .map(BatchResult::batch)
        .sorted();
  }
}
