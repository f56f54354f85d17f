package io.tidemark.graph;

import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The colour of a node in the documentation's graph: {@code docs: {node_color: purple}}. */
final class NodeColor {

  private static final Pattern HEX = Pattern.compile("#(?:[0-9a-f]{3}){1,2}");

  /** Those of CSS; dbt knows gray by this spelling alone. */
  private static final Set<String> NAMES =
      Set.copyOf(
          List.of(
              ("aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue"
                   + " blueviolet brown burlywood cadetblue chartreuse chocolate coral"
                   + " cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod"
                   + " darkgray darkgreen darkkhaki darkmagenta darkolivegreen darkorange"
                   + " darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray"
                   + " darkturquoise darkviolet deeppink deepskyblue dimgray dodgerblue firebrick"
                   + " floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray"
                   + " green greenyellow honeydew hotpink indianred indigo ivory khaki lavender"
                   + " lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan"
                   + " lightgoldenrodyellow lightgray lightgreen lightpink lightsalmon"
                   + " lightseagreen lightskyblue lightslategray lightsteelblue lightyellow lime"
                   + " limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid"
                   + " mediumpurple mediumseagreen mediumslateblue mediumspringgreen"
                   + " mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin"
                   + " navajowhite navy oldlace olive olivedrab orange orangered orchid"
                   + " palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff"
                   + " peru pink plum powderblue purple rebeccapurple red rosybrown royalblue"
                   + " saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue"
                   + " slateblue slategray snow springgreen steelblue tan teal thistle tomato"
                   + " turquoise violet wheat white whitesmoke yellow yellowgreen")
                  .split(" ", -1)));

  private NodeColor() {}

  /**
   * Looks at a node's colour.
   *
   * @throws ProjectException if it is none, as the pages could not be shown then
   */
  static void check(Draft draft, NodeConfig config) {
    Object color = config.mapping("docs").get("node_color");
    String name = color == null ? "" : color.toString().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || NAMES.contains(name) || HEX.matcher(name).matches()) {
      return;
    }
    ConfigValue written = config.value("docs");
    throw new ProjectException(
        Problem.of(
                "Invalid color name for docs.node_color: %s. It is neither a valid HTML color name"
                        .formatted(color)
                    + " nor a valid HEX code.")
            .at(written == null || written.place() == null ? draft.file().start() : written.place())
            .found(NearestName.question(name, NAMES).orElse(null))
            .next("Write a name such as purple, or #rgb or #rrggbb in quotes."));
  }
}
