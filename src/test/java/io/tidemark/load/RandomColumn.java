package io.tidemark.load;

import java.util.List;
import java.util.Random;

/**
 * A column with few values, so that rows meet: equal ones, equal ones that are not the same (1.0
 * and 1.00), NULLs.
 *
 * @param name as it is written in SQL
 * @param type as it is written in SQL
 * @param values how many of the type's values are used
 * @param nulls how many of a hundred rows have none
 */
record RandomColumn(String name, String type, int values, int nulls) {

  private static final List<String> TYPES =
      List.of(
          "integer",
          "bigint",
          "text",
          "numeric",
          "timestamp with time zone",
          "date",
          "uuid",
          "jsonb",
          "boolean");

  private static final List<String> TEXTS = List.of("", "a", "A", "é", "a ", "x''y", "0", "1");
  private static final List<String> NUMERICS =
      List.of("1", "1.0", "1.00", "0.5", "-2", "NaN", "1.5", "2");
  private static final List<String> DOCUMENTS =
      List.of("{}", "1", "1.0", "null", "[1, 2]", "{\"a\": 1}", "{\"a\": null}", "\"x\"");

  /** Any column of that name. */
  static RandomColumn any(String name, Random random) {
    return of(name, pick(TYPES, random), random);
  }

  private static RandomColumn of(String name, String type, Random random) {
    int values = random.nextInt(4) == 0 ? 400 : 1 + random.nextInt(8);
    return new RandomColumn(name, type, values, pick(List.of(0, 0, 10, 40), random));
  }

  /** The same column with another type; often one that the old values fit. */
  RandomColumn retyped(Random random) {
    String other =
        switch (random.nextInt(3) == 0 ? "any" : type) {
          case "integer" -> pick(List.of("bigint", "numeric", "text"), random);
          case "bigint" -> pick(List.of("integer", "numeric"), random);
          case "numeric" -> pick(List.of("integer", "numeric(6,1)", "text"), random);
          case "date" -> "timestamp with time zone";
          case "timestamp with time zone" -> "date";
          case "text" -> "integer";
          default -> pick(TYPES, random);
        };
    return of(name, other, random);
  }

  /** One of its values as an SQL literal of its type. */
  String literal(Random random) {
    if (random.nextInt(100) < nulls) {
      return "null::" + type;
    }
    return "'" + value(random.nextInt(values)) + "'::" + type;
  }

  private String value(int number) {
    return switch (type) {
      case "text" -> number < TEXTS.size() ? TEXTS.get(number) : "t" + number;
      case "numeric", "numeric(6,1)" ->
          number < NUMERICS.size() ? NUMERICS.get(number) : number + "." + number % 7;
      case "jsonb" -> number < DOCUMENTS.size() ? DOCUMENTS.get(number) : "[" + number + "]";
      case "timestamp with time zone" ->
          "2024-%02d-%02d %02d:00+00".formatted(month(number), day(number), number % 2 * 12);
      case "date" -> "2024-%02d-%02d".formatted(month(number), day(number));
      case "uuid" -> "00000000-0000-0000-0000-%012d".formatted(number);
      case "boolean" -> number % 2 == 0 ? "true" : "false";
      default -> String.valueOf(number);
    };
  }

  private static int month(int number) {
    return 1 + number / 28 % 12;
  }

  private static int day(int number) {
    return 1 + number % 28;
  }

  static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
