package io.tidemark.template.module;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.HasLength;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something of each country by its code of two letters, in either case: pytz's {@code
 * country_names} and {@code country_timezones}. Immutable.
 */
record Countries(Map<String, Object> byCode, boolean isCalled)
    implements HasAttributes, HasItems, HasLength, HasType, Callable {

  /** A line of the resource: code, name, zones. */
  private static final List<String[]> LINES = lines();

  private static List<String[]> lines() {
    try (InputStream lines = Countries.class.getResourceAsStream("/zones/countries.txt")) {
      return new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Countries names() {
    Map<String, Object> names = new LinkedHashMap<>();
    LINES.forEach(line -> names.put(line[0], line[1]));
    return new Countries(names, false);
  }

  static Countries zones() {
    Map<String, Object> zones = new LinkedHashMap<>();
    for (String[] line : LINES) {
      if (!line[2].isEmpty()) {
        zones.put(line[0], new ArrayList<Object>(List.of(line[2].split(" "))));
      }
    }
    return new Countries(zones, true);
  }

  @Override
  public @Nullable Object item(@Nullable Object code) {
    return code instanceof String text
        ? byCode.getOrDefault(text.toUpperCase(Locale.ROOT), Missing.MISSING)
        : Missing.MISSING;
  }

  @Override
  public @Nullable Object call(io.tidemark.jinja.value.Arguments arguments) {
    Object found = isCalled ? item(arguments.get(0, "iso3166_code")) : Missing.MISSING;
    if (found == Missing.MISSING) {
      throw arguments.error(isCalled ? "no country has that code" : "it is not callable");
    }
    return found;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "get" ->
          (Callable)
              arguments -> {
                Object found = item(arguments.get(0, "key"));
                return found == Missing.MISSING ? arguments.get(1, "default", null) : found;
              };
      case "keys" -> (Callable) arguments -> new ArrayList<>(byCode.keySet());
      case "values" -> (Callable) arguments -> new ArrayList<>(byCode.values());
      default -> Missing.MISSING;
    };
  }

  @Override
  public int length() {
    return byCode.size();
  }

  @Override
  public String typeName() {
    return isCalled ? "_CountryTimezoneDict" : "_CountryNameDict";
  }
}
