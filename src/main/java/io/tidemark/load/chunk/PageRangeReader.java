package io.tidemark.load.chunk;

import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.LoadPart;
import io.tidemark.load.increment.PageRange;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/** Hands out the pages of a part that are not in the target yet, by chunks. For one thread. */
final class PageRangeReader implements ItemReader<PageRange> {

  private final long chunkPages;
  private final long endPage;
  private long nextPage;

  PageRangeReader(Increment increment, LoadPart from) {
    this.chunkPages = increment.chunkPages();
    this.endPage = from.endPage();
    this.nextPage = from.nextPage();
  }

  @Override
  public @Nullable PageRange read() {
    if (nextPage >= endPage) {
      return null;
    }
    long to = Math.min(endPage, nextPage + chunkPages);
    PageRange range = new PageRange(nextPage, to);
    nextPage = to;
    return range;
  }
}
