package io.tidemark.jinja.format;

import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Sizes;

/**
 * Python's format specification: {@code [[fill]align][sign][z][#][0][width][grouping][.precision]
 * [type]}.
 *
 * @param align one of {@code < > = ^}, or 0 for the type's own
 * @param sign 0 if none is written
 * @param grouping a comma, an underscore or 0
 * @param width the smallest width, 0 for none
 * @param precision -1 for none
 * @param type the presentation, 0 for the type's own
 */
record FormatSpec(
    String fill,
    char align,
    char sign,
    boolean alternate,
    int width,
    char grouping,
    int precision,
    char type) {

  private static final String GROUPED = "deEfFgG%";
  private static final String GROUPED_BY_ANY = GROUPED + "boxX";

  static FormatSpec parse(String spec, String typeName) {
    int[] points = spec.codePoints().toArray();
    int at = 0;
    String fill = " ";
    char align = 0;
    boolean hasFill = points.length > 1 && isAlign(points[1]);
    if (hasFill) {
      fill = Character.toString(points[0]);
      align = (char) points[1];
      at = 2;
    } else if (points.length > 0 && isAlign(points[0])) {
      align = (char) points[0];
      at = 1;
    }
    char sign = 0;
    if (at < points.length && (points[at] == '+' || points[at] == '-' || points[at] == ' ')) {
      sign = (char) points[at++];
    }
    if (at < points.length && points[at] == 'z') {
      at++;
    }
    boolean alternate = at < points.length && points[at] == '#';
    at += alternate ? 1 : 0;
    if (at < points.length && points[at] == '0') {
      fill = hasFill ? fill : "0";
      if (align == 0) {
        align = typeName.equals("str") ? '<' : '=';
      }
      at++;
    }
    long width = 0;
    while (at < points.length && Character.isDigit(points[at])) {
      width = Sizes.checkText(width * 10 + Character.digit(points[at++], 10));
    }
    char grouping = 0;
    if (at < points.length && (points[at] == ',' || points[at] == '_')) {
      grouping = (char) points[at++];
    }
    long precision = -1;
    if (at < points.length && points[at] == '.') {
      at++;
      if (at >= points.length || !Character.isDigit(points[at])) {
        throw PythonException.value("Format specifier missing precision");
      }
      precision = 0;
      while (at < points.length && Character.isDigit(points[at])) {
        precision = Sizes.checkText(precision * 10 + Character.digit(points[at++], 10));
      }
    }
    char type = at < points.length ? (char) points[at++] : 0;
    if (at < points.length) {
      throw PythonException.value(
          "Invalid format specifier '" + spec + "' for object of type '" + typeName + "'");
    }
    boolean grouped =
        grouping == '_' ? GROUPED_BY_ANY.indexOf(type) >= 0 : GROUPED.indexOf(type) >= 0;
    if (grouping != 0 && type != 0 && !grouped) {
      throw PythonException.value("Cannot specify '" + grouping + "' with '" + type + "'.");
    }
    return new FormatSpec(
        fill, align, sign, alternate, (int) width, grouping, (int) precision, type);
  }

  private static boolean isAlign(int c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
  }

  /**
   * Fills the text up to the width; the sign (and prefix) stays before the filling of {@code =}.
   */
  String pad(String sign, String body, char naturalAlign) {
    int missing = width - CodePoints.length(sign) - CodePoints.length(body);
    if (missing <= 0) {
      return sign + body;
    }
    char where = align == 0 ? naturalAlign : align;
    return switch (where) {
      case '<' -> sign + body + fill.repeat(missing);
      case '=' -> sign + fill.repeat(missing) + body;
      case '^' -> fill.repeat(missing / 2) + sign + body + fill.repeat(missing - missing / 2);
      default -> fill.repeat(missing) + sign + body;
    };
  }

  String signOf(boolean negative) {
    if (negative) {
      return "-";
    }
    return sign == '-' || sign == 0 ? "" : String.valueOf(sign);
  }

  PythonException unknownType(String typeName) {
    return PythonException.value(
        "Unknown format code '" + type + "' for object of type '" + typeName + "'");
  }
}
