package io.tidemark.project.yaml;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.SourceText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in a person's words what the YAML parser objected to, and where. */
final class YamlErrors {

  private static final String WHAT = "This is not valid YAML";

  private YamlErrors() {}

  static Problem problem(SourceText source, YAMLException error) {
    if (error instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return marked(source, marked, marked.getProblemMark());
    }
    if (error instanceof ReaderException unprintable) {
      int offset = source.text().offsetByCodePoints(0, unprintable.getPosition());
      return Problem.of("This file holds a character that YAML does not allow")
          .at(source.atOffset(offset))
          .found("Found the character U+%04X.".formatted(unprintable.getCodePoint()))
          .next("Delete it; an editor can show invisible characters.");
    }
    return Problem.of(WHAT)
        .at(source.at(1, 0))
        .found(source.holdsSecrets() ? null : error.getMessage());
  }

  private static Problem marked(SourceText source, MarkedYAMLException error, Mark mark) {
    String said = error.getProblem() == null ? "" : error.getProblem();
    Place place = place(source, mark);
    if (indentedByTab(place.text())) {
      return Problem.of("A tab is used for indentation; YAML allows only spaces")
          .at(place)
          .next("Replace the tab by spaces, as many as the lines beside it have.");
    }
    if (said.contains("found unexpected end of stream") && error.getContextMark() != null) {
      return Problem.of("This quote is never closed")
          .at(place(source, error.getContextMark()))
          .next("Close the quote, or double it where it is part of the text.");
    }
    if (said.contains("found undefined alias")) {
      return Problem.of("An alias that no anchor defines")
          .at(place)
          .next(
              "Define it above with \"&name\", or put quotes around a text that begins with"
                  + " \"*\".");
    }
    if (said.contains("found another document")) {
      return Problem.of("This file holds more than one YAML document")
          .at(place)
          .next("Remove the line \"---\", or move what follows it into a file of its own.");
    }
    return Problem.of(WHAT).at(place).found(found(source, said)).next(next(said, place.text()));
  }

  private static @Nullable String found(SourceText source, String said) {
    if (said.contains("mapping values are not allowed")) {
      return "A key is not allowed at this place.";
    }
    if (said.contains("could not find expected ':'")) {
      return "A key without its colon.";
    }
    if (said.contains("expected <block end>")) {
      return "This line is not indented like the lines it belongs to.";
    }
    // A parser's message may quote the text, and the text may be a password.
    return source.holdsSecrets() || said.isEmpty() ? null : "The parser says: " + said + ".";
  }

  private static String next(String said, String line) {
    if (line.contains("{{") || line.contains("{%")) {
      return "Put quotes around the whole value: a template in YAML must be quoted.";
    }
    if (said.contains("mapping values are not allowed")) {
      return "Check the indentation and the colon of the line above, and put quotes around a text"
          + " that contains \": \".";
    }
    if (said.contains("could not find expected ':'")) {
      return "Write a colon and a space after the key, or indent the line as part of the text"
          + " above.";
    }
    if (said.contains("expected <block end>")) {
      return "Give it the same number of spaces as the entries beside it.";
    }
    return "Put quotes around a text that begins with one of * & ! % @ ` { [ > | or contains"
        + " \": \" or \" #\".";
  }

  private static boolean indentedByTab(String line) {
    int end = 0;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
      end++;
    }
    return line.substring(0, end).indexOf('\t') >= 0;
  }

  private static Place place(SourceText source, Mark mark) {
    return source.at(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
