package io.tidemark.template.module;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression that was compiled. */
record RegexValue(String source, long flags, Pattern pattern, Map<String, Integer> groups)
    implements HasAttributes, HasText, HasType {

  static final List<String> METHODS =
      List.of("match", "search", "fullmatch", "findall", "finditer", "split", "sub", "subn");

  static RegexValue compile(String source, long flags) {
    RegexText.Rewritten text = RegexText.rewrite(source);
    try {
      Pattern pattern = Pattern.compile(text.java(), RegexFlags.java(flags));
      return new RegexValue(source, flags, pattern, text.groups());
    } catch (PatternSyntaxException e) {
      throw PythonException.value(
          "the regular expression "
              + PythonText.repr(source)
              + " is wrong: "
              + e.getDescription()
              + " near position "
              + Math.max(0, e.getIndex()));
    }
  }

  /** Where {@code re.sub(…)} and its kind have their flags. */
  static int flagsAt(String method) {
    return switch (method) {
      case "sub", "subn" -> 4;
      case "split" -> 3;
      default -> 2;
    };
  }

  @Nullable Object call(String method, Arguments arguments) {
    return switch (method) {
      case "match" -> found(arguments, Matcher::lookingAt);
      case "search" -> found(arguments, Matcher::find);
      case "fullmatch" -> found(arguments, Matcher::matches);
      case "findall" -> findAll(arguments);
      case "finditer" -> matches(arguments).iterator();
      case "split" -> split(arguments);
      default -> substitute(arguments, method.equals("subn"));
    };
  }

  /** How a text is looked through. */
  private interface Way {
    boolean finds(Matcher matcher);
  }

  private Matcher matcher(String text) {
    return pattern.matcher(new CountedText(text));
  }

  private @Nullable Object found(Arguments arguments, Way way) {
    String text = arguments.text(0, "string");
    Matcher matcher = matcher(text);
    return way.finds(matcher) ? new MatchValue(this, text, matcher.toMatchResult()) : null;
  }

  private List<MatchValue> matches(Arguments arguments) {
    String text = arguments.text(0, "string");
    Matcher matcher = matcher(text);
    List<MatchValue> all = new ArrayList<>();
    while (matcher.find()) {
      all.add(new MatchValue(this, text, matcher.toMatchResult()));
    }
    return all;
  }

  private List<Object> findAll(Arguments arguments) {
    List<Object> all = new ArrayList<>();
    for (MatchValue match : matches(arguments)) {
      List<Object> texts = new ArrayList<>();
      for (int i = 1; i <= match.result().groupCount(); i++) {
        String text = match.result().group(i);
        texts.add(text == null ? "" : text);
      }
      all.add(
          texts.isEmpty()
              ? match.result().group()
              : texts.size() == 1 ? texts.get(0) : Tuple.copyOf(texts));
    }
    return all;
  }

  private List<@Nullable Object> split(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "string", "maxsplit");
    String text = bound.text(0);
    long most = bound.integer(1, 0);
    List<@Nullable Object> parts = new ArrayList<>();
    Matcher matcher = matcher(text);
    int from = 0;
    for (long done = 0; (most == 0 || done < most) && matcher.find(); done++) {
      parts.add(text.substring(from, matcher.start()));
      for (int i = 1; i <= matcher.groupCount(); i++) {
        parts.add(matcher.group(i));
      }
      from = matcher.end();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private Object substitute(Arguments arguments, boolean counted) {
    BoundArguments bound = arguments.bind(2, "repl", "string", "count");
    String text = bound.text(1);
    long most = bound.integer(2, 0);
    Matcher matcher = matcher(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    long done = 0;
    while ((most == 0 || done < most) && matcher.find()) {
      out.append(text, from, matcher.start());
      MatchValue match = new MatchValue(this, text, matcher.toMatchResult());
      out.append(replacement(bound.get(0), match, arguments));
      from = matcher.end();
      done++;
    }
    out.append(text.substring(from));
    return counted ? Tuple.of(out.toString(), done) : out.toString();
  }

  private static String replacement(@Nullable Object given, MatchValue match, Arguments arguments) {
    return given instanceof Callable
        ? PythonText.str(arguments.context().call(given, List.of(match), Map.of()))
        : match.expand(PythonText.str(given));
  }

  @Override
  public @Nullable Object attribute(String name) {
    if (METHODS.contains(name)) {
      return (Callable) arguments -> call(name, arguments);
    }
    return switch (name) {
      case "pattern" -> source;
      case "flags" -> flags | 32;
      case "groups" -> (long) pattern.matcher("").groupCount();
      case "groupindex" -> {
        Map<Object, Object> index = new LinkedHashMap<>();
        groups.forEach((group, number) -> index.put(group, number.longValue()));
        yield index;
      }
      default -> Missing.MISSING;
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return METHODS;
  }

  @Override
  public String text() {
    return "re.compile(" + PythonText.repr(source) + ")";
  }

  @Override
  public String typeName() {
    return "re.Pattern";
  }
}
