package io.tidemark.load.seed;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a seed's file once, to know its columns, their types, and whether it can be loaded. */
public final class SeedScan {

  private final SeedFile file;
  private final Set<String> textColumns;

  /**
   * A scan of a file.
   *
   * @param textColumns the columns whose type is configured: their fields are kept as written
   */
  public SeedScan(SeedFile file, Set<String> textColumns) {
    this.file = file;
    this.textColumns = Set.copyOf(textColumns);
  }

  /**
   * Reads all of it.
   *
   * @throws ProjectException if a row has more fields than the header, or the file is no UTF-8
   */
  public SeedShape scan() {
    try (SeedRows rows = file.open()) {
      if (!rows.next()) {
        return new SeedShape(List.of(), 0, 0, List.of("its file is empty: it has no columns"));
      }
      if (rows.size() == 0) {
        throw new ProjectException(
            Problem.of("The seed " + file.path() + " has no header")
                .at(file.at(1))
                .found("Its first line is empty.")
                .next("Write the names of the columns into the first line."));
      }
      return scan(rows, new SeedHeader(rows.fields()));
    }
  }

  private SeedShape scan(SeedRows rows, SeedHeader header) {
    List<String> names = header.names();
    @Nullable ColumnGuess[] guesses = new @Nullable ColumnGuess[names.size()];
    Arrays.setAll(guesses, i -> textColumns.contains(names.get(i)) ? null : new ColumnGuess());
    long count = 0;
    long firstEmptyLine = 0;
    while (rows.next()) {
      int size = rows.size();
      if (size == 0 && firstEmptyLine == 0) {
        firstEmptyLine = rows.line();
      }
      check(rows, names.size());
      for (int i = 0; i < size; i++) {
        ColumnGuess guess = guesses[i];
        if (guess != null && !guess.decided()) {
          guess.see(rows.chars(), rows.start(i), rows.end(i), rows.line());
        }
      }
      count++;
    }
    List<SeedColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(column(names.get(i), guesses[i]));
    }
    return new SeedShape(columns, count, firstEmptyLine, header.warnings());
  }

  private static SeedColumn column(String name, @Nullable ColumnGuess guess) {
    return guess == null
        ? new SeedColumn(name, SeedType.TEXT, null)
        : new SeedColumn(name, guess.type(), guess.tooGreat());
  }

  private void check(SeedRows rows, int columns) {
    if (rows.size() > columns) {
      throw new ProjectException(
          Problem.of(
                  "A row of the seed %s has %d values, but there are only %d columns"
                      .formatted(file.path(), rows.size(), columns))
              .at(file.at(rows.line()))
              .next("Put a value that holds a delimiter into double quotes."));
    }
    if (rows.sawNul() && rows.fields().stream().anyMatch(field -> field.indexOf('\0') >= 0)) {
      throw new ProjectException(
          Problem.of("A row of the seed " + file.path() + " holds a NUL character")
              .at(file.at(rows.line()))
              .found("PostgreSQL takes it in no text.")
              .next("Remove this character."));
    }
  }
}
