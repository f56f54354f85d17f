import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words of a command line: options, each with a value; what is not given has its default. */
record Arguments(Map<String, String> values) {

  /**
   * Reads the words.
   *
   * @param defaults every option that there is
   * @throws IllegalArgumentException if an option is not known or has no value
   */
  static Arguments of(List<String> words, Map<String, String> defaults) {
    Map<String, String> values = new LinkedHashMap<>(defaults);
    for (int i = 0; i < words.size(); i += 2) {
      String name = words.get(i);
      if (!defaults.containsKey(name)) {
        throw new IllegalArgumentException(
            "no option " + name + "; there are " + String.join(", ", defaults.keySet()));
      }
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      values.put(name, words.get(i + 1));
    }
    return new Arguments(Map.copyOf(values));
  }

  String text(String name) {
    return values.get(name);
  }

  /** A whole number of 1 or more; {@code 5_000_000} is one too. */
  long number(String name) {
    String text = text(name).replace("_", "");
    if (!text.matches("[1-9][0-9]{0,14}")) {
      throw new IllegalArgumentException(
          name + " takes a whole number of 1 or more, not " + text(name));
    }
    return Long.parseLong(text);
  }

  /** One of an enum's constants, by its name in lower case. */
  <T extends Enum<T>> T one(String name, Class<T> type) {
    return constant(name, text(name), type);
  }

  /** Some of an enum's constants, separated by commas, in the enum's order. */
  <T extends Enum<T>> Set<T> some(String name, Class<T> type) {
    Set<T> some = new TreeSet<>();
    for (String word : text(name).split(",")) {
      some.add(constant(name, word.strip(), type));
    }
    return some;
  }

  private static <T extends Enum<T>> T constant(String name, String word, Class<T> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + " does not know \""
                        + word
                        + "\"; it knows "
                        + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants()).map(Arguments::word).toList())));
  }

  /** A constant as it is written on a command line: {@code delete-insert}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
