import java.util.Locale;

/**
 * One work of DESIGN section 11 beside its reference.
 *
 * @param name what was done
 * @param plainName what the reference is
 * @param most the ratio that is allowed
 */
record Comparison(
    String name, String plainName, double most, Samples plain, Samples whole, Samples node) {

  Comparison(String name, String plainName, double most) {
    this(name, plainName, most, new Samples(), new Samples(), new Samples());
  }

  static String header() {
    return """
    | work | plain, s | node, s | process, s | node ÷ plain | process ÷ plain | at most |
    | --- | --- | --- | --- | --- | --- | --- |\
    """;
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s (plain: %s) | %s | %s | %s | **%.2f** | **%.2f** | %.2f |",
        name,
        plainName,
        plain,
        node,
        whole,
        node.median() / plain.median(),
        whole.median() / plain.median(),
        most);
  }
}
