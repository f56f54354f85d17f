package io.tidemark.materialization;

import io.tidemark.graph.Node;
import io.tidemark.load.seed.SeedFile;
import io.tidemark.load.seed.SeedSample;
import io.tidemark.load.seed.SeedScan;
import io.tidemark.postgres.RowSet;

/** What stands in a seed's file, read as the seed's configuration has it read. */
public final class SeedContents {

  private SeedContents() {}

  /**
   * The first rows.
   *
   * @param limit at most so many; all if it is less than nothing
   * @throws io.tidemark.project.problem.ProjectException if the file can't be loaded
   */
  public static RowSet first(Node seed, int limit) {
    SeedSettings settings = new SeedSettings(seed.config());
    SeedFile file = SeedMaterialization.file(seed.file(), settings);
    return SeedSample.of(file, new SeedScan(file, settings.columnTypes().keySet()).scan(), limit);
  }
}
