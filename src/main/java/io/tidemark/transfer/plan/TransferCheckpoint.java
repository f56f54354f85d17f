package io.tidemark.transfer.plan;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How far a transfer has come. The rows in the target database are the authority; a part's is moved
 * in the transaction that writes its chunk.
 *
 * @param plan what is done
 * @param parts all its parts, by number
 */
public record TransferCheckpoint(TransferPlan plan, List<TransferPart> parts) {

  /** Copies the list. */
  public TransferCheckpoint {
    parts = List.copyOf(parts);
  }

  /** True if all is in the target. */
  public boolean complete() {
    return parts.stream().allMatch(TransferPart::complete);
  }

  /** How far it has come, in numbers. */
  public TransferProgress progress() {
    return new TransferProgress(
        plan.kind(),
        plan.estimatedRows(),
        plan.estimatedBytes(),
        sum(TransferPart::rows),
        sum(TransferPart::written),
        sum(TransferPart::bytes),
        sum(TransferPart::chunks),
        parts.size());
  }

  /** The checkpoint with a part that has moved on. */
  public TransferCheckpoint with(TransferPart moved) {
    return new TransferCheckpoint(
        plan, parts.stream().map(part -> part.number() == moved.number() ? moved : part).toList());
  }

  private long sum(ToLongFunction<TransferPart> count) {
    return parts.stream().mapToLong(count).sum();
  }
}
