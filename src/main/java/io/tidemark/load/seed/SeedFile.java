package io.tidemark.load.seed;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A seed's file: UTF-8, with or without a byte order mark. It is read as often as it is needed and
 * never kept.
 *
 * @param path as it is shown to a person
 * @param absolutePath where it is
 * @param delimiter what stands between two fields
 */
public record SeedFile(String path, Path absolutePath, char delimiter) {

  private static final int LONGEST_SHOWN = 200;
  private static final char REPLACEMENT = '\uFFFD';

  /** Its rows from the first on, the header included; the caller closes them. */
  SeedRows open() {
    try {
      return new SeedRows(this, Files.newInputStream(absolutePath));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** A line of it, with its text as far as that is short enough to be shown. */
  public Place at(long line) {
    return new Place(path, Math.toIntExact(line), 0, text(line));
  }

  /** Where the first byte is that is not UTF-8. */
  ProjectException notUtf8() {
    long line = 1;
    try (BufferedReader lines = lenient()) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        if (text.indexOf(REPLACEMENT) >= 0) {
          break;
        }
        line++;
      }
    } catch (IOException e) {
      return unreadable(e);
    }
    return new ProjectException(
        Problem.of("The seed " + path + " is not UTF-8")
            .at(at(line))
            .next("Save it as UTF-8, or replace the character that is shown as " + REPLACEMENT));
  }

  ProjectException unreadable(IOException e) {
    ProjectException told =
        new ProjectException(
            Problem.of("The seed " + path + " can't be read").found(String.valueOf(e)));
    told.initCause(e);
    return told;
  }

  private String text(long wanted) {
    try (BufferedReader lines = lenient()) {
      String text = lines.readLine();
      for (long line = 1; line < wanted && text != null; line++) {
        text = lines.readLine();
      }
      return text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST_SHOWN));
    } catch (IOException e) {
      return "";
    }
  }

  private BufferedReader lenient() throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(absolutePath), StandardCharsets.UTF_8));
  }
}
