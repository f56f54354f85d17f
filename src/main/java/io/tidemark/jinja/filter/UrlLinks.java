package io.tidemark.jinja.filter;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.PythonText;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code urlize} filter: makes links of the addresses in a text. */
final class UrlLinks {
  private static final Pattern HTTP =
      Pattern.compile(
          "^((https?://|www\\.)(([\\w%-]+\\.)+)?([a-z]{2,63}|xn--[\\w%]{2,59})"
              + "|([\\w%-]{2,63}\\.)+(com|net|int|edu|gov|org|info|mil)"
              + "|(https?://)((([\\d]{1,3})(\\.[\\d]{1,3}){3})|(\\[([\\da-f]{0,4}:){2}([\\da-f]{0,4}:?){1,6}])))"
              + "(?::[\\d]{1,5})?(?:[/?#]\\S*)?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EMAIL = Pattern.compile("^\\S+@\\w[\\w.-]*\\.\\w+$");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern HEAD = Pattern.compile("^([(<]|&lt;)+");
  private static final Pattern TAIL = Pattern.compile("([)>.,\n]|&gt;)+$");

  private final BoundArguments options;
  private final String attributes;

  private UrlLinks(BoundArguments options) {
    this.options = options;
    StringBuilder written = new StringBuilder();
    Set<String> rel = new TreeSet<>();
    rel.add("noopener");
    if (options.truth(2, false)) {
      rel.add("nofollow");
    }
    if (options.get(4) != null) {
      rel.addAll(List.of(SPACE.split(options.text(4))));
    }
    written.append(" rel=\"").append(Markup.escape(String.join(" ", rel))).append('"');
    if (options.get(3) != null) {
      written
          .append(" target=\"")
          .append(Markup.escape(PythonText.str(options.get(3))))
          .append('"');
    }
    this.attributes = written.toString();
  }

  static Object filter(Arguments arguments) {
    BoundArguments bound =
        arguments.bind(1, "value", "trim_url_limit", "nofollow", "target", "rel", "extra_schemes");
    String linked = new UrlLinks(bound).linked(Markup.of(bound.get(0)).text());
    return arguments.context().escapes() ? new Markup(linked) : linked;
  }

  private String linked(String escaped) {
    StringBuilder out = new StringBuilder();
    Matcher spaces = SPACE.matcher(escaped);
    int from = 0;
    while (spaces.find()) {
      out.append(word(escaped.substring(from, spaces.start()))).append(spaces.group());
      from = spaces.end();
    }
    return out.append(word(escaped.substring(from))).toString();
  }

  private String word(String word) {
    String head = "";
    String middle = word;
    String tail = "";
    Matcher start = HEAD.matcher(middle);
    if (start.find()) {
      head = start.group();
      middle = middle.substring(start.end());
    }
    if (middle.endsWith(")")
        || middle.endsWith(">")
        || middle.endsWith(".")
        || middle.endsWith(",")
        || middle.endsWith("\n")
        || middle.endsWith("&gt;")) {
      Matcher end = TAIL.matcher(middle);
      if (end.find()) {
        tail = end.group();
        middle = middle.substring(0, end.start());
      }
    }
    for (String[] pair : new String[][] {{"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}}) {
      int open = occurrences(middle, pair[0]);
      for (int i = Math.min(open - occurrences(middle, pair[1]), occurrences(tail, pair[1]));
          open > 0 && i > 0;
          i--) {
        int end = tail.indexOf(pair[1]) + pair[1].length();
        middle += tail.substring(0, end);
        tail = tail.substring(end);
      }
    }
    return head + link(middle) + tail;
  }

  private static int occurrences(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  private String link(String middle) {
    if (HTTP.matcher(middle).matches()) {
      boolean full = middle.startsWith("https://") || middle.startsWith("http://");
      return anchor(full ? middle : "https://" + middle, trimmed(middle), attributes);
    }
    if (middle.startsWith("mailto:") && EMAIL.matcher(middle.substring(7)).matches()) {
      return anchor(middle, middle.substring(7), "");
    }
    if (middle.contains("@")
        && !middle.startsWith("www.")
        && !middle.contains(":")
        && EMAIL.matcher(middle).matches()) {
      return anchor("mailto:" + middle, middle, "");
    }
    if (options.get(5) != null) {
      for (Object scheme : Iteration.list(options.get(5))) {
        String prefix = PythonText.str(scheme);
        if (!middle.equals(prefix) && middle.startsWith(prefix)) {
          return anchor(middle, middle, attributes);
        }
      }
    }
    return middle;
  }

  private String trimmed(String address) {
    Object limit = options.get(1);
    return limit != null && address.length() > options.clamped(1, 0)
        ? address.substring(0, (int) options.clamped(1, 0)) + "..."
        : address;
  }

  private static String anchor(String address, String shown, String attributes) {
    return "<a href=\"" + address + "\"" + attributes + ">" + shown + "</a>";
  }
}
