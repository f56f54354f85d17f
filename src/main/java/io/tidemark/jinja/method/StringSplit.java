package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.TextLines;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.Whitespace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Splitting of str. */
final class StringSplit {
  private StringSplit() {}

  static void addTo(Map<String, Method<String>> methods) {
    methods.put("split", (self, arguments) -> split(self, arguments, false));
    methods.put("rsplit", (self, arguments) -> split(self, arguments, true));
    methods.put(
        "splitlines",
        (self, arguments) ->
            TextLines.split(self, arguments.bind(0, "keepends").integer(0, 0) != 0));
    methods.put("partition", (self, arguments) -> partition(self, arguments, false));
    methods.put("rpartition", (self, arguments) -> partition(self, arguments, true));
  }

  private static Object split(String self, Arguments arguments, boolean fromRight) {
    BoundArguments bound = arguments.bind(0, "sep", "maxsplit");
    String separator = bound.textOrNone(0);
    long most = bound.integer(1, -1);
    most = most < 0 ? Long.MAX_VALUE : most;
    if (separator == null) {
      return fromRight ? wordsFromRight(self, most) : words(self, most);
    }
    if (separator.isEmpty()) {
      throw PythonException.value("empty separator");
    }
    return fromRight ? splitFromRight(self, separator, most) : split(self, separator, most);
  }

  private static List<@Nullable Object> split(String self, String separator, long most) {
    List<@Nullable Object> parts = new ArrayList<>();
    int from = 0;
    int at = self.indexOf(separator);
    while (at >= 0 && parts.size() < most) {
      parts.add(self.substring(from, at));
      from = at + separator.length();
      at = self.indexOf(separator, from);
    }
    parts.add(self.substring(from));
    return parts;
  }

  private static List<@Nullable Object> splitFromRight(String self, String separator, long most) {
    List<@Nullable Object> parts = new ArrayList<>();
    int end = self.length();
    int at = self.lastIndexOf(separator);
    while (at >= 0 && parts.size() < most) {
      parts.add(self.substring(at + separator.length(), end));
      end = at;
      at = at < separator.length() ? -1 : self.lastIndexOf(separator, at - separator.length());
    }
    parts.add(self.substring(0, end));
    Collections.reverse(parts);
    return parts;
  }

  private static List<@Nullable Object> words(String self, long most) {
    List<@Nullable Object> words = new ArrayList<>();
    String rest = Whitespace.stripLeft(self);
    while (!rest.isEmpty()) {
      if (words.size() >= most) {
        words.add(rest);
        return words;
      }
      int end = 0;
      while (end < rest.length() && !Whitespace.isSpace(rest.charAt(end))) {
        end++;
      }
      words.add(rest.substring(0, end));
      while (end < rest.length() && Whitespace.isSpace(rest.charAt(end))) {
        end++;
      }
      rest = rest.substring(end);
    }
    return words;
  }

  private static List<@Nullable Object> wordsFromRight(String self, long most) {
    List<@Nullable Object> words = new ArrayList<>();
    String rest = Whitespace.stripRight(self);
    while (!rest.isEmpty()) {
      if (words.size() >= most) {
        words.add(rest);
        break;
      }
      int start = rest.length();
      while (start > 0 && !Whitespace.isSpace(rest.charAt(start - 1))) {
        start--;
      }
      words.add(rest.substring(start));
      rest = Whitespace.stripRight(rest.substring(0, start));
    }
    Collections.reverse(words);
    return words;
  }

  private static Object partition(String self, Arguments arguments, boolean last) {
    String separator = arguments.bind(1, "sep").text(0);
    if (separator.isEmpty()) {
      throw PythonException.value("empty separator");
    }
    int at = last ? self.lastIndexOf(separator) : self.indexOf(separator);
    if (at < 0) {
      return last ? Tuple.of("", "", self) : Tuple.of(self, "", "");
    }
    return Tuple.of(self.substring(0, at), separator, self.substring(at + separator.length()));
  }
}
