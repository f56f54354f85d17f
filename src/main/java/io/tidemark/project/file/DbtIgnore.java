package io.tidemark.project.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The patterns of a {@code .dbtignore} file, which are those of {@code .gitignore}: the last one
 * that matches a file decides, and one with a leading {@code !} takes the file back. Immutable.
 */
final class DbtIgnore {

  private record Rule(Pattern pattern, boolean ignores) {}

  private final List<Rule> rules;

  private DbtIgnore(List<Rule> rules) {
    this.rules = rules;
  }

  /** Reads the patterns of a file's text; an empty text ignores nothing. */
  static DbtIgnore parse(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String pattern = line.endsWith("\\ ") ? line : line.stripTrailing();
      if (pattern.isEmpty() || pattern.startsWith("#")) {
        continue;
      }
      boolean takesBack = pattern.startsWith("!");
      rules.add(new Rule(compile(takesBack ? pattern.substring(1) : pattern), !takesBack));
    }
    return new DbtIgnore(List.copyOf(rules));
  }

  /** Whether a file is ignored; the path is relative to the project's root. */
  boolean ignores(String path) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).pattern().matcher(path).matches()) {
        return rules.get(i).ignores();
      }
    }
    return false;
  }

  private static Pattern compile(String glob) {
    boolean directoryOnly = glob.endsWith("/");
    String body = directoryOnly ? glob.substring(0, glob.length() - 1) : glob;
    boolean anchored = body.contains("/");
    String path = body.startsWith("/") ? body.substring(1) : body;
    String regex = (anchored ? "" : "(?:.*/)?") + translate(path);
    return Pattern.compile(regex + (directoryOnly ? "/.*" : "(?:/.*)?"), Pattern.DOTALL);
  }

  private static String translate(String glob) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else if (c == '*') {
        regex.append("[^/]*");
        i++;
      } else if (c == '?') {
        regex.append("[^/]");
        i++;
      } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
        int end = glob.indexOf(']', i + 2);
        String set = glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = end + 1;
      } else {
        boolean escaped = c == '\\' && i + 1 < glob.length();
        regex.append(Pattern.quote(String.valueOf(escaped ? glob.charAt(i + 1) : c)));
        i += escaped ? 2 : 1;
      }
    }
    return regex.toString();
  }
}
