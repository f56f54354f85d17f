package io.tidemark.template;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between the braces: {@code ref.stg_orders}, or in Jinja's manner {@code
 * ref('stg_orders')} and {@code high_water_mark('updated_at', lookback='3 days')}.
 *
 * @param name the first name
 * @param path the names after it, or the arguments in parentheses
 * @param named arguments with a name
 * @param whole true where {@code .render()} stands behind it: all rows, also where a batch reads
 *     only some
 */
record MustacheTag(String name, List<String> path, Map<String, String> named, boolean whole) {

  private static final String RENDER = ".render()";

  private static final Pattern CALL = Pattern.compile("\\s*([\\w]+)\\s*\\((.*)\\)\\s*");
  private static final Pattern ARGUMENT =
      Pattern.compile("\\s*(?:(\\w+)\\s*=\\s*)?(?:'([^']*)'|\"([^\"]*)\"|([\\w.]+))\\s*(,|$)");

  MustacheTag {
    path = List.copyOf(path);
    named = Map.copyOf(named);
  }

  static MustacheTag parse(String tag, Place place) {
    String text = tag.strip();
    boolean whole = text.endsWith(RENDER);
    if (whole) {
      text = text.substring(0, text.length() - RENDER.length());
    }
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      List<String> parts = dotted(text);
      return new MustacheTag(parts.get(0), parts.subList(1, parts.size()), Map.of(), whole);
    }
    List<String> path = new ArrayList<>();
    Map<String, String> named = new LinkedHashMap<>();
    String arguments = call.group(2);
    Matcher argument = ARGUMENT.matcher(arguments);
    int at = 0;
    while (at < arguments.length()) {
      if (!argument.find(at) || argument.start() != at) {
        throw new ProjectException(
            Problem.of("The arguments in {{" + tag + "}} can't be read")
                .at(place)
                .found("Allowed: texts in quotes, and name='text'."));
      }
      String value =
          argument.group(2) != null
              ? argument.group(2)
              : argument.group(3) != null ? argument.group(3) : argument.group(4);
      if (argument.group(1) == null) {
        path.add(value);
      } else {
        named.put(argument.group(1), value);
      }
      at = argument.end();
    }
    return new MustacheTag(call.group(1), path, named, whole);
  }

  static List<String> dotted(String text) {
    return List.of(text.strip().split("\\.", -1));
  }
}
