package io.tidemark.project.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks the values of passwords, tokens and keys in lines that are going to be shown. It works on
 * text, not on parsed YAML, because the lines that are shown are often those which can't be parsed;
 * so it masks too much rather than too little.
 */
final class SecretLines {

  private static final String MASK = "********";

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)^(.*?[\\w-]*(?:pass|secret|token|private_key|credential)[\\w-]*[\"']?\\s*[:=]?\\s*)(.*)$");

  private SecretLines() {}

  static List<String> masked(List<String> lines) {
    List<String> shown = new ArrayList<>(lines.size());
    int secretIndent = -1;
    char openQuote = 0;
    for (String line : lines) {
      if (openQuote != 0) {
        shown.add(MASK);
        openQuote = line.indexOf(openQuote) >= 0 ? 0 : openQuote;
        continue;
      }
      if (secretIndent >= 0 && (line.isBlank() || indent(line) > secretIndent)) {
        shown.add(line.isBlank() ? line : line.substring(0, indent(line)) + MASK);
        continue;
      }
      secretIndent = -1;
      Matcher secret = SECRET.matcher(line);
      if (!secret.matches()) {
        shown.add(line);
        continue;
      }
      String value = secret.group(2);
      secretIndent = indent(line);
      openQuote = quoteLeftOpen(value);
      shown.add(value.isEmpty() ? line : secret.group(1) + MASK);
    }
    return List.copyOf(shown);
  }

  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
      indent++;
    }
    return indent;
  }

  /** The quote that the value opens and does not close, or 0. */
  private static char quoteLeftOpen(String value) {
    if (value.isEmpty() || (value.charAt(0) != '"' && value.charAt(0) != '\'')) {
      return 0;
    }
    return value.indexOf(value.charAt(0), 1) < 0 ? value.charAt(0) : 0;
  }
}
