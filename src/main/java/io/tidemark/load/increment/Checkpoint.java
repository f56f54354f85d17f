package io.tidemark.load.increment;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the load of an increment has come. The rows in the target database are the authority; a
 * part's is moved in the transaction that applies its chunk.
 *
 * @param increment what is being loaded
 * @param parts all its parts, by number
 */
public record Checkpoint(Increment increment, List<LoadPart> parts) {

  /** Copies the list. */
  public Checkpoint {
    parts = List.copyOf(parts);
  }

  /**
   * Where a load begins.
   *
   * @param most in how many parts it is divided, if it has as many chunks; at least 1
   */
  public static Checkpoint start(Increment increment, int most) {
    long chunks = increment.chunks();
    int count = (int) Math.max(1, Math.min(most, chunks));
    List<LoadPart> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long from = chunks * i / count * increment.chunkPages();
      long to = chunks * (i + 1) / count * increment.chunkPages();
      parts.add(new LoadPart(i, from, Math.min(to, increment.pages()), 0, 0));
    }
    return new Checkpoint(increment, parts);
  }

  /** True if all is in the target. */
  public boolean complete() {
    return parts.stream().allMatch(LoadPart::complete);
  }

  /** How many rows of the increment are in the target. */
  public long rowsLoaded() {
    return parts.stream().mapToLong(LoadPart::rowsLoaded).sum();
  }

  /** In how many transactions they came. */
  public long chunksLoaded() {
    return parts.stream().mapToLong(LoadPart::chunksLoaded).sum();
  }

  /** The checkpoint with a part that has moved on. */
  public Checkpoint with(LoadPart moved) {
    return new Checkpoint(
        increment,
        parts.stream().map(part -> part.number() == moved.number() ? moved : part).toList());
  }
}
