package io.tidemark.load.seed;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a seed's file, one at a time, as Python's {@code csv} module divides them. */
final class SeedRows implements AutoCloseable {

  private final SeedFile file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private @Nullable CSVRecord row;
  private long line = 1;

  SeedRows(SeedFile file, InputStream bytes) throws IOException {
    this.file = file;
    InputStreamReader text =
        new InputStreamReader(
            bytes,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    // What stands after a closing quote belongs to the field, and at the end every quote closes.
    this.parser =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(file.delimiter())
            .setIgnoreEmptyLines(false)
            .setTrailingData(true)
            .setLenientEof(true)
            .get()
            .parse(new UniversalNewlines(text));
    this.records = parser.iterator();
  }

  /** Goes on to the next row; false if there is none. */
  boolean next() {
    long before = parser.getCurrentLineNumber();
    try {
      if (!records.hasNext()) {
        return false;
      }
      row = records.next();
      line = before + 1;
      return true;
    } catch (UncheckedIOException e) {
      throw unreadable(e, before + 1);
    }
  }

  /** The fields of the row; none where its line is empty. */
  List<String> fields() {
    if (row == null) {
      throw new IllegalStateException("next() comes first");
    }
    List<String> fields = row.toList();
    return fields.size() == 1 && fields.get(0).isEmpty() ? List.of() : fields;
  }

  /** The line at which the row begins. */
  long line() {
    return line;
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      // It was only read; what was to be said about it was said then.
      return;
    }
  }

  private ProjectException unreadable(UncheckedIOException failure, long at) {
    IOException cause = failure.getCause();
    if (cause instanceof CharacterCodingException) {
      return file.notUtf8();
    }
    return cause instanceof CSVException
        ? notCsv(cause, at)
        : file.unreadable(cause == null ? new IOException(failure) : cause);
  }

  private ProjectException notCsv(IOException e, long at) {
    ProjectException told =
        new ProjectException(
            Problem.of("The seed " + file.path() + " can't be read as CSV")
                .at(file.at(at))
                .found(String.valueOf(e.getMessage())));
    told.initCause(e);
    return told;
  }
}
