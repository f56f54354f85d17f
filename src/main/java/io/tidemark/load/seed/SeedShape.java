package io.tidemark.load.seed;

import java.util.List;

/**
 * What one reading of a seed's file has shown.
 *
 * @param columns in the header's order
 * @param rows how many there are
 * @param firstEmptyLine the first line that is empty, and so a row of NULLs; 0 if there is none
 * @param warnings what a person should know; sentences
 */
public record SeedShape(
    List<SeedColumn> columns, long rows, long firstEmptyLine, List<String> warnings) {

  /** Copies the lists. */
  public SeedShape {
    columns = List.copyOf(columns);
    warnings = List.copyOf(warnings);
  }

  /** The same of a file of which no row is to be loaded. */
  public SeedShape withoutRows() {
    return new SeedShape(columns, 0, firstEmptyLine, warnings);
  }
}
