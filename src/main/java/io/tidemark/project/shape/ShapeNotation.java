package io.tidemark.project.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads shapes as they are written in {@code shapes/*.txt}; the notation is told at the top of
 * {@code properties.txt}. A shape may be named by those below it only.
 */
final class ShapeNotation {

  private final Map<String, Shape.Keys> shapes = new LinkedHashMap<>();

  private ShapeNotation() {}

  /** The shapes of a resource by name. */
  static Map<String, Shape.Keys> read(String resource) {
    try (InputStream in = ShapeNotation.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      ShapeNotation notation = new ShapeNotation();
      for (String block : text.split("(?m)^\\[", -1)) {
        notation.add(block);
      }
      return notation.shapes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String block) {
    List<String> lines =
        Arrays.stream(block.split("\n", -1))
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    if (lines.isEmpty()) {
      return;
    }
    String head = lines.get(0).replace("]", "");
    boolean open = head.endsWith(" open");
    String name = open ? head.substring(0, head.length() - " open".length()) : head;
    Map<String, Shape.Key> keys = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int blank = line.indexOf(' ');
      String key = line.substring(0, blank);
      boolean required = key.endsWith("!");
      keys.put(
          required ? key.substring(0, key.length() - 1) : key,
          new Shape.Key(shape(line.substring(blank + 1).strip()), required));
    }
    shapes.put(name, new Shape.Keys(name, open, keys));
  }

  private Shape shape(String text) {
    if (text.endsWith("?")) {
      return new Shape.Either(
          List.of(shape(text.substring(0, text.length() - 1)), Shape.Plain.NULL));
    }
    List<String> parts = alternatives(text);
    if (parts.size() > 1) {
      return new Shape.Either(parts.stream().map(this::shape).toList());
    }
    if (text.startsWith("[")) {
      return new Shape.ListOf(shape(text.substring(1, text.length() - 1)));
    }
    if (text.startsWith("=")) {
      return new Shape.OneWord(List.of(text.substring(1).split(",", -1)));
    }
    return switch (text) {
      case "text" -> Shape.Plain.TEXT;
      case "bool" -> Shape.Plain.BOOL;
      case "int" -> Shape.Plain.INT;
      case "digits" -> Shape.Plain.DIGITS;
      case "number" -> Shape.Plain.NUMBER;
      case "map" -> Shape.Plain.MAP;
      case "any" -> Shape.Plain.ANY;
      default -> Objects.requireNonNull(shapes.get(text), text);
    };
  }

  private static List<String> alternatives(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == '|' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
