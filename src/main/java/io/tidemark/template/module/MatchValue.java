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

/**
 * What a regular expression has found.
 *
 * @param from where the search began
 */
record MatchValue(RegexValue regex, String string, int from, MatchResult result)
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
          case "start" -> arguments -> place(result.start(number(arguments)));
          case "end" -> arguments -> place(result.end(number(arguments)));
          case "span" ->
              arguments -> {
                int group = number(arguments);
                return Tuple.of(place(result.start(group)), place(result.end(group)));
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
      case "pos" -> place(from);
      case "regs" -> spans();
      case "endpos" -> place(string.length());
      case "lastindex" -> lastIndex();
      case "lastgroup" -> {
        Long index = lastIndex();
        yield index == null ? null : regex.groups().names().get(index.intValue() - 1);
      }
      default -> Missing.MISSING;
    };
  }

  private Tuple spans() {
    List<@Nullable Object> spans = new ArrayList<>();
    for (int i = 0; i <= result.groupCount(); i++) {
      spans.add(Tuple.of(place(result.start(i)), place(result.end(i))));
    }
    return Tuple.copyOf(spans);
  }

  /** A place in the text, counted in characters as Python counts them. */
  private long place(int index) {
    return index < 0 ? index : string.codePointCount(0, index);
  }

  /** The group that was closed last, which is the outer one where two end at the same place. */
  private @Nullable Long lastIndex() {
    int last = 0;
    for (int i = 1; i <= result.groupCount(); i++) {
      boolean later = result.start(i) >= 0 && (last == 0 || result.end(i) >= result.end(last));
      boolean enclosed =
          last != 0 && regex.groups().isWithin(i, last) && result.end(i) == result.end(last);
      if (later && !enclosed) {
        last = i;
      }
    }
    return last == 0 ? null : Long.valueOf(last);
  }

  @Override
  public Collection<String> attributeNames() {
    return NAMES;
  }

  @Override
  public @Nullable Object item(@Nullable Object key) {
    try {
      return result.group(index(key));
    } catch (PythonException noGroup) {
      // Jinja2 then looks for an attribute of that name.
      return Missing.MISSING;
    }
  }

  private int number(Arguments arguments) {
    return index(arguments.get(0, "group", 0L));
  }

  private int index(@Nullable Object key) {
    Object number = key instanceof String name ? regex.groups().number(name) : key;
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
    for (int i = 0; i < regex.groups().count(); i++) {
      String name = regex.groups().names().get(i);
      if (name != null) {
        String text = result.group(i + 1);
        texts.put(name, text == null ? otherwise : text);
      }
    }
    return texts;
  }

  private String expand(String template) {
    return RegexTemplate.parse(template, regex.groups()).expand(result);
  }

  @Override
  public String text() {
    return "<re.Match object; span=("
        + place(result.start())
        + ", "
        + place(result.end())
        + "), match="
        + PythonText.repr(result.group())
        + ">";
  }

  @Override
  public String typeName() {
    return "re.Match";
  }
}
