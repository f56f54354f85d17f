package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.TemplateBlock;
import io.tidemark.jinja.error.TemplateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of which only the definitions count: macros, tests, materializations, snapshots. As in dbt
 * (dbt_common.clients._jinja_blocks), what stands between them need not be a template.
 */
final class DefinitionFile {

  private static final Set<String> DEFINING =
      Set.of("macro", "test", "data_test", "materialization", "snapshot", "docs");

  private static final Set<String> CONDITIONS = Set.of("if", "for");

  /** Either ends a test, whichever began it. */
  private static final Set<String> TESTS = Set.of("endtest", "enddata_test");

  private static final Pattern TAG = Pattern.compile("\\{%[-+]?\\s*([A-Za-z_][A-Za-z_0-9]*)");

  private final String text;
  private final StringBuilder kept;
  private int at;

  private DefinitionFile(String text) {
    this.text = text;
    this.kept = new StringBuilder(text.length());
  }

  /**
   * The definitions of a file, each at its own line.
   *
   * @param name what the file is called in errors
   * @throws TemplateException if a definition is no template
   */
  static List<TemplateBlock> blocks(Environment environment, String name, String text) {
    try {
      return environment.parse(name, text).blocks();
    } catch (TemplateException whole) {
      String definitions = new DefinitionFile(text).definitions();
      if (definitions.equals(text)) {
        throw whole;
      }
      return environment.parse(name, definitions).blocks();
    }
  }

  /**
   * A tag that stands beside the definitions.
   *
   * @param name its first word
   * @param offset where it begins
   */
  record Tag(String name, int offset) {}

  /**
   * The tags of a file that belong to no definition.
   *
   * @param expected what the file may define
   */
  static List<Tag> tagsBeside(String text, Set<String> expected) {
    DefinitionFile file = new DefinitionFile(text);
    List<Tag> found = new ArrayList<>();
    while (file.at < text.length()) {
      int next = text.indexOf('{', file.at);
      if (next < 0) {
        break;
      }
      file.at = next;
      if (text.startsWith("{#", next)) {
        file.at = file.after("#}", next + 2);
      } else if (text.startsWith("{{", next)) {
        file.at = file.endOfTag("}}", next + 2);
      } else if (text.startsWith("{%", next)) {
        Matcher tag = TAG.matcher(text).region(next, text.length());
        String name = tag.lookingAt() ? tag.group(1).toLowerCase(Locale.ROOT) : "";
        int end = file.endOfTag("%}", next + 2);
        boolean defines = expected.contains(name);
        file.at = defines || name.equals("raw") ? file.closing(name, end) : end;
        if (!defines && !name.isEmpty()) {
          found.add(new Tag(name, next));
        }
      } else {
        file.at = next + 1;
      }
    }
    return found;
  }

  /**
   * What is wrong with a file of definitions, though each of them may be a template: dbt, which
   * looks for them without reading what is between, then finds others.
   *
   * @param what what is wrong
   * @param offset where
   */
  record Fault(String what, int offset) {}

  /**
   * The first fault of a file: a comment or an expression that nothing ends, a definition inside of
   * another or of a condition.
   *
   * @param defining what the file may define
   */
  static Optional<Fault> fault(String text, Set<String> defining) {
    DefinitionFile file = new DefinitionFile(text);
    String current = "";
    Deque<String> conditions = new ArrayDeque<>();
    for (int next = text.indexOf('{'); next >= 0; next = text.indexOf('{', file.at)) {
      file.at = next + 1;
      if (text.startsWith("{#", next)) {
        if (text.indexOf("#}", next + 2) < 0) {
          return Optional.of(new Fault("The comment is not closed: \"#}\" is missing", next));
        }
        file.at = file.after("#}", next + 2);
      } else if (text.startsWith("{{", next)) {
        if (text.indexOf("}}", next + 2) < 0) {
          return Optional.of(new Fault("The expression is not closed: \"}}\" is missing", next));
        }
        file.at = file.endOfTag("}}", next + 2);
      } else if (text.startsWith("{%", next)) {
        Matcher tag = TAG.matcher(text).region(next, text.length());
        String name = tag.lookingAt() ? tag.group(1) : "";
        int end = file.endOfTag("%}", next + 2);
        file.at = name.equals("raw") ? file.closing(name, end) : end;
        if (defining.contains(name)) {
          if (!current.isEmpty() || !conditions.isEmpty()) {
            String outer = current.isEmpty() ? conditions.getFirst() : current;
            return Optional.of(
                new Fault("A %s can't be defined inside of a %s".formatted(name, outer), next));
          }
          current = name;
        } else if (name.equals("end" + current) || (TESTS.contains(name) && isTest(current))) {
          current = "";
        } else if (CONDITIONS.contains(name)) {
          conditions.push(name);
        } else if (name.startsWith("end") && CONDITIONS.contains(name.substring(3))) {
          conditions.poll();
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isTest(String tag) {
    return tag.equals("test") || tag.equals("data_test");
  }

  /** The text with blanks for what is outside of definitions; its lines stay where they are. */
  private String definitions() {
    while (at < text.length()) {
      int next = text.indexOf('{', at);
      if (next < 0) {
        break;
      }
      blankTo(next);
      if (text.startsWith("{#", at)) {
        blankTo(after("#}", at + 2));
      } else if (text.startsWith("{{", at)) {
        blankTo(endOfTag("}}", at + 2));
      } else if (text.startsWith("{%", at)) {
        tag();
      } else {
        blankTo(at + 1);
      }
    }
    blankTo(text.length());
    return kept.toString();
  }

  private void tag() {
    int end = endOfTag("%}", at + 2);
    Matcher tag = TAG.matcher(text).region(at, text.length());
    String name = tag.lookingAt() ? tag.group(1).toLowerCase(Locale.ROOT) : "";
    if (name.equals("raw")) {
      blankTo(closing("raw", end));
    } else if (DEFINING.contains(name)) {
      keepTo(closing(name, end));
    } else {
      blankTo(end);
    }
  }

  /** Where the tag ends that closes a block; the end of the text if none does. */
  private int closing(String name, int from) {
    Matcher closing = Pattern.compile("\\{%[-+]?\\s*end" + name + "\\b[^%]*%\\}").matcher(text);
    return closing.find(from) ? closing.end() : text.length();
  }

  private int after(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  /** After the mark, which may also stand in a string. */
  private int endOfTag(String mark, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (text.startsWith(mark, i)) {
        return i + mark.length();
      }
    }
    return after(mark, from);
  }

  private void keepTo(int end) {
    kept.append(text, at, end);
    at = end;
  }

  private void blankTo(int end) {
    for (; at < end; at++) {
      char c = text.charAt(at);
      kept.append(c == '\n' || c == '\r' ? c : ' ');
    }
  }
}
