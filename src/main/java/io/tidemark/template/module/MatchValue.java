package io.tidemark.template.module;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** What a regular expression has found. */
record MatchValue(RegexValue regex, String string, MatchResult result)
    implements HasAttributes, HasItems, HasText, HasType {

  private static final List<String> NAMES =
      List.of("group", "groups", "groupdict", "start", "end", "span", "string", "lastindex");

  @Override
  public @Nullable Object attribute(String name) {
    Callable method =
        switch (name) {
          case "group" -> this::group;
          case "groups" -> arguments -> groups(arguments.get(0, "default", null));
          case "groupdict" -> arguments -> byName(arguments.get(0, "default", null));
          case "start" -> arguments -> (long) result.start(number(arguments));
          case "end" -> arguments -> (long) result.end(number(arguments));
          case "span" ->
              arguments -> {
                int group = number(arguments);
                return Tuple.of((long) result.start(group), (long) result.end(group));
              };
          case "expand" -> arguments -> expand(arguments.text(0, "template"));
          default -> null;
        };
    if (method != null) {
      return method;
    }
    return switch (name) {
      case "string" -> string;
      case "re" -> regex;
      case "pos" -> 0L;
      case "endpos" -> (long) string.length();
      case "lastindex" -> lastIndex();
      default -> Missing.MISSING;
    };
  }

  private @Nullable Object lastIndex() {
    for (int i = result.groupCount(); i > 0; i--) {
      if (result.group(i) != null) {
        return (long) i;
      }
    }
    return null;
  }

  @Override
  public Collection<String> attributeNames() {
    return NAMES;
  }

  @Override
  public @Nullable Object item(@Nullable Object key) {
    return result.group(index(key));
  }

  private int number(Arguments arguments) {
    return index(arguments.get(0, "group", 0L));
  }

  private int index(@Nullable Object key) {
    Object number = key instanceof String name ? regex.groups().get(name) : key;
    if (number != null && Numbers.isInteger(number)) {
      long index = Numbers.index(number instanceof Integer small ? small.longValue() : number);
      if (index >= 0 && index <= result.groupCount()) {
        return (int) index;
      }
    }
    throw new PythonException(ErrorKind.INDEX, "no such group");
  }

  private @Nullable Object group(Arguments arguments) {
    List<@Nullable Object> asked = arguments.positional();
    if (asked.size() <= 1) {
      return result.group(asked.isEmpty() ? 0 : index(asked.get(0)));
    }
    List<@Nullable Object> texts = new ArrayList<>();
    asked.forEach(key -> texts.add(result.group(index(key))));
    return Tuple.copyOf(texts);
  }

  private Tuple groups(@Nullable Object otherwise) {
    List<@Nullable Object> texts = new ArrayList<>();
    for (int i = 1; i <= result.groupCount(); i++) {
      String text = result.group(i);
      texts.add(text == null ? otherwise : text);
    }
    return Tuple.copyOf(texts);
  }

  private Map<Object, @Nullable Object> byName(@Nullable Object otherwise) {
    Map<Object, @Nullable Object> texts = new LinkedHashMap<>();
    regex
        .groups()
        .forEach(
            (name, number) -> {
              String text = result.group(number);
              texts.put(name, text == null ? otherwise : text);
            });
    return texts;
  }

  /** A replacement with the groups that it names: {@code \1}, {@code \g<name>}. */
  String expand(String template) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c != '\\' || i + 1 >= template.length()) {
        out.append(c);
        continue;
      }
      char next = template.charAt(++i);
      if (next == 'g' && template.startsWith("<", i + 1)) {
        int end = template.indexOf('>', i);
        String name = template.substring(i + 2, Math.max(i + 2, end));
        out.append(text(name.matches("\\d+") ? (Object) Long.valueOf(name) : name));
        i = end;
      } else if (Character.isDigit(next)) {
        int end = i + 1;
        if (end < template.length() && Character.isDigit(template.charAt(end))) {
          end++;
        }
        out.append(text(Long.valueOf(template.substring(i, end))));
        i = end - 1;
      } else {
        out.append(
            switch (next) {
              case 'n' -> "\n";
              case 't' -> "\t";
              case 'r' -> "\r";
              case '\\' -> "\\";
              default -> {
                if (Character.isLetter(next)) {
                  throw PythonException.value("bad escape \\" + next + " at position " + (i - 1));
                }
                yield "\\" + next;
              }
            });
      }
    }
    return out.toString();
  }

  private String text(Object group) {
    String text = result.group(index(group));
    return text == null ? "" : text;
  }

  @Override
  public String text() {
    return "<re.Match object; span=("
        + result.start()
        + ", "
        + result.end()
        + "), match="
        + PythonText.repr(result.group())
        + ">";
  }

  @Override
  public String typeName() {
    return "re.Match";
  }
}
