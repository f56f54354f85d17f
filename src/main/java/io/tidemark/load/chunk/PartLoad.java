package io.tidemark.load.chunk;

import io.tidemark.load.book.Checkpoints;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.LoadPart;
import io.tidemark.load.increment.PageRange;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * Loads parts of one increment: each chunk is a transaction of its own which also moves the part's
 * checkpoint. Thread-safe; each part is for one thread.
 */
public final class PartLoad implements SharedParts.Worker<LoadPart> {

  private final Increment increment;
  private final Statements statements;
  private final Checkpoints checkpoints;

  private PartLoad(Increment increment, Statements statements, Checkpoints checkpoints) {
    this.increment = increment;
    this.statements = statements;
    this.checkpoints = checkpoints;
  }

  /**
   * What is left of an increment.
   *
   * @param committed hears how far the load is, after each chunk
   */
  public static SharedParts<LoadPart, Checkpoint> of(
      Checkpoint from,
      Statements statements,
      Checkpoints checkpoints,
      Consumer<Checkpoint> committed) {
    return new SharedParts<>(
        from,
        from.parts(),
        LoadPart::complete,
        Checkpoint::with,
        new PartLoad(from.increment(), statements, checkpoints),
        committed);
  }

  @Override
  public void work(
      Session session, SharedParts.Progress<LoadPart> progress, BooleanSupplier recalled) {
    IncrementWriter writer = new IncrementWriter(session, statements, increment);
    LoadPart part = progress.reached();
    LoadPart found = session.inTransaction(() -> checkpoints.take(session, increment, part));
    if (!found.equals(part)) {
      progress.moved(found);
    }
    PageRangeReader reader = new PageRangeReader(increment, found);
    while (!recalled.getAsBoolean()) {
      PageRange range = reader.read();
      if (range == null) {
        return;
      }
      LoadPart before = progress.reached();
      progress.moved(session.inTransaction(() -> chunk(session, writer, before, range)));
    }
  }

  private LoadPart chunk(
      Session session, IncrementWriter writer, LoadPart before, PageRange range) {
    // First, so that whoever takes the part up after this process has died waits for this chunk.
    checkpoints.take(session, increment, before);
    writer.write(Chunk.of(range));
    LoadPart after = before.after(range, writer.rows(range));
    // The rows and the checkpoint are one transaction: neither can be there without the other.
    checkpoints.advance(session, increment, before, after);
    return after;
  }
}
