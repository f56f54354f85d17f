package io.tidemark.graph.read;

import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The colour of a node on the pages of the documentation, which break on what is none: a name of
 * CSS, or {@code #rgb} or {@code #rrggbb}.
 */
final class NodeColor {

  private static final Pattern HEX = Pattern.compile("#(?:[0-9a-f]{3}){1,2}");

  private static final List<String> NAMES =
      List.of(
          ("aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue"
                  + " blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue"
                  + " cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen"
                  + " darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon"
                  + " darkseagreen darkslateblue darkslategray darkturquoise darkviolet deeppink"
                  + " deepskyblue dimgray dodgerblue firebrick floralwhite forestgreen fuchsia"
                  + " gainsboro ghostwhite gold goldenrod gray green greenyellow honeydew hotpink"
                  + " indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon"
                  + " lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen"
                  + " lightpink lightsalmon lightseagreen lightskyblue lightslategray lightsteelblue"
                  + " lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue"
                  + " mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen"
                  + " mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin"
                  + " navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod"
                  + " palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum"
                  + " powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon"
                  + " sandybrown seagreen seashell sienna silver skyblue slateblue slategray snow"
                  + " springgreen steelblue tan teal thistle tomato turquoise violet wheat white"
                  + " whitesmoke yellow yellowgreen")
              .split(" ", -1));

  private NodeColor() {}

  /**
   * Checks what is configured.
   *
   * @throws ProjectException if it is no colour
   */
  static void check(NodeConfig config) {
    Object written = config.mapping("docs").get("node_color");
    if (written == null || written.toString().isEmpty()) {
      return;
    }
    String color = written.toString().toLowerCase(Locale.ROOT);
    if (!NAMES.contains(color) && !HEX.matcher(color).matches()) {
      ConfigValue docs = config.value("docs");
      throw new ProjectException(
          Problem.of("Invalid color name for docs.node_color: " + written)
              .at(docs == null ? null : docs.place())
              .found(
                  NearestName.question(color, NAMES)
                      .orElse("It is neither a valid HTML color name nor a valid HEX code."))
              .next("Write a name of CSS, as \"teal\", or a code, as \"#008080\"."));
    }
  }
}
