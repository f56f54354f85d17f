package io.tidemark.template.module;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that was compiled.
 *
 * @param advancing the same, finding nothing empty where the search begins
 */
record RegexValue(String source, long flags, Pattern pattern, Pattern advancing, RegexGroups groups)
    implements HasAttributes, HasText, HasType {

  static final List<String> METHODS =
      List.of("match", "search", "fullmatch", "findall", "finditer", "split", "sub", "subn");

  /** An expression as re's functions take it: its text, or one that was compiled. */
  static RegexValue of(@Nullable Object pattern, long flags) {
    if (pattern instanceof RegexValue compiled) {
      if (flags != 0) {
        throw PythonException.value("cannot process flags argument with a compiled pattern");
      }
      return compiled;
    }
    if (pattern instanceof String || pattern instanceof Markup) {
      return compile(pattern.toString(), flags);
    }
    throw PythonException.type("first argument must be string or compiled pattern");
  }

  private static RegexValue compile(String source, long flags) {
    RegexText.Rewritten text = RegexText.rewrite(source, flags);
    try {
      Pattern pattern = Pattern.compile(text.java(), Pattern.UNIX_LINES);
      Pattern advancing = Pattern.compile("(?:" + text.java() + ")(?!\\G)", Pattern.UNIX_LINES);
      return new RegexValue(source, text.flags(), pattern, advancing, text.groups());
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
    Part part = part(arguments);
    Matcher matcher = matcher(part.searched()).region(part.from(), part.searched().length());
    // Before the region's start and after its end is text too, as Python sees it.
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    return way.finds(matcher)
        ? new MatchValue(this, part.text(), part.from(), groups.numbered(matcher.toMatchResult()))
        : null;
  }

  /** The part of a text that is looked through, which ends where {@code searched} does. */
  private record Part(String text, String searched, int from) {}

  private static Part part(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "string", "pos", "endpos");
    String text = bound.text(0);
    int length = CodePoints.length(text);
    long end = Math.max(0, Math.min(bound.integer(2, length), length));
    long from = Math.max(0, Math.min(bound.integer(1, 0), end));
    return new Part(
        text,
        text.substring(0, text.offsetByCodePoints(0, (int) end)),
        text.offsetByCodePoints(0, (int) from));
  }

  private List<MatchValue> matches(Arguments arguments) {
    Part part = part(arguments);
    return matches(part.searched(), part.from(), 0);
  }

  /**
   * All that is found, one after the other. As in Python, after an empty find something longer may
   * be found at the same place.
   *
   * @param start where it begins
   * @param most no more than these; 0 for all
   */
  private List<MatchValue> matches(String text, int start, long most) {
    CountedText counted = new CountedText(text);
    Matcher any = pattern.matcher(counted);
    Matcher next = advancing.matcher(counted);
    List<MatchValue> all = new ArrayList<>();
    Matcher matcher = any;
    int from = start;
    while ((most <= 0 || all.size() < most) && from <= text.length() && matcher.find(from)) {
      if (isWithinPair(text, matcher.start())) {
        from = matcher.start() + 1;
        matcher = any;
        continue;
      }
      all.add(new MatchValue(this, text, start, groups.numbered(matcher.toMatchResult())));
      from = matcher.end();
      matcher = matcher.end() == matcher.start() ? next : any;
    }
    return all;
  }

  private static boolean isWithinPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
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
    int from = 0;
    for (MatchValue match : most < 0 ? List.<MatchValue>of() : matches(text, 0, most)) {
      MatchResult found = match.result();
      parts.add(text.substring(from, found.start()));
      for (int i = 1; i <= found.groupCount(); i++) {
        parts.add(found.group(i));
      }
      from = found.end();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private Object substitute(Arguments arguments, boolean counted) {
    BoundArguments bound = arguments.bind(2, "repl", "string", "count");
    Object by = bound.get(0);
    RegexTemplate template =
        by instanceof Callable ? null : RegexTemplate.parse(bound.text(0), groups);
    String text = bound.text(1);
    long most = bound.integer(2, 0);
    StringBuilder out = new StringBuilder();
    int from = 0;
    List<MatchValue> matches = most < 0 ? List.of() : matches(text, 0, most);
    for (MatchValue match : matches) {
      out.append(text, from, match.result().start());
      out.append(
          template == null ? replacement(by, match, arguments) : template.expand(match.result()));
      Sizes.checkText(out.length());
      from = match.result().end();
    }
    out.append(text.substring(from));
    return counted ? Tuple.of(out.toString(), (long) matches.size()) : out.toString();
  }

  private static String replacement(@Nullable Object by, MatchValue match, Arguments arguments) {
    Object text = arguments.context().call(by, List.of(match), Map.of());
    if (text instanceof String || text instanceof Markup) {
      return text.toString();
    }
    throw PythonException.type("expected str instance, " + TypeName.of(text) + " found");
  }

  @Override
  public @Nullable Object attribute(String name) {
    if (METHODS.contains(name)) {
      return (Callable) arguments -> call(name, arguments);
    }
    return switch (name) {
      case "pattern" -> source;
      case "flags" -> (flags & RegexFlags.ASCII) == 0 ? flags | RegexFlags.UNICODE : flags;
      case "groups" -> (long) groups.count();
      case "groupindex" -> {
        Map<Object, Object> index = new LinkedHashMap<>();
        for (int i = 0; i < groups.count(); i++) {
          String group = groups.names().get(i);
          if (group != null) {
            index.put(group, i + 1L);
          }
        }
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
    String shown = PythonText.repr(source);
    return "re.compile("
        + (shown.length() > 200 ? shown.substring(0, 200) : shown)
        + RegexFlags.shown(flags)
        + ")";
  }

  @Override
  public String typeName() {
    return "re.Pattern";
  }
}
