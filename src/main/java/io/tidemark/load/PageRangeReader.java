package io.tidemark.load;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/** Hands out the pages of a frozen increment that are not in the target yet. For one thread. */
final class PageRangeReader implements ItemReader<PageRange> {

  private final Increment increment;
  private long nextPage;

  PageRangeReader(Checkpoint from) {
    this.increment = from.increment();
    this.nextPage = from.nextPage();
  }

  @Override
  public @Nullable PageRange read() {
    if (nextPage >= increment.pages()) {
      return null;
    }
    long to = Math.min(increment.pages(), nextPage + increment.chunkPages());
    PageRange range = new PageRange(nextPage, to);
    nextPage = to;
    return range;
  }
}
