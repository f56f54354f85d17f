package io.tidemark.template.module;

import org.jspecify.annotations.Nullable;

/**
 * How often a part of a regular expression is repeated.
 *
 * @param java the same for Java
 * @param least how often at least
 * @param most how often at most
 */
record RegexRepeat(String java, long least, long most) {
  /**
   * Reads one.
   *
   * @return null, and nothing is read, where none stands
   */
  static @Nullable RegexRepeat read(RegexSource source) {
    int start = source.at();
    String java;
    long least = 0;
    long most = Integer.MAX_VALUE;
    if (source.take("*")) {
      java = "*";
    } else if (source.take("+")) {
      java = "+";
      least = 1;
    } else if (source.take("?")) {
      java = "?";
      most = 1;
    } else if (source.startsWith("{") && !source.startsWith("{}")) {
      source.next();
      String from = source.digits();
      String to = source.take(",") ? source.digits() : from;
      if (!source.take("}")) {
        source.back(start);
        return null;
      }
      least = from.isEmpty() ? 0 : source.count(from);
      most = to.isEmpty() ? Integer.MAX_VALUE : source.count(to);
      if (most < least) {
        throw source.error("min repeat greater than max repeat", start + 1);
      }
      java = "{" + least + "," + (most == Integer.MAX_VALUE ? "" : String.valueOf(most)) + "}";
    } else {
      return null;
    }
    String how = source.take("?") ? "?" : source.take("+") ? "+" : "";
    return new RegexRepeat(java + how, least, most);
  }
}
