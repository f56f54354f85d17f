package io.tidemark.template;

import io.tidemark.jinja.value.Undefined;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A template's value as the rest of the program knows values: copied, and without template types.
 */
final class PlainValue {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

  private PlainValue() {}

  /** Null, a boolean, a number, a text, a list or a map; anything else by its text. */
  static @Nullable Object of(@Nullable Object value) {
    if (value == null || value instanceof Undefined) {
      return null;
    }
    if (value instanceof Boolean || value instanceof Number || value instanceof String) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(String.valueOf(key), of(item)));
      return copy;
    }
    if (value instanceof List<?> || value instanceof Set<?>) {
      List<@Nullable Object> copy = new ArrayList<>();
      ((Iterable<?>) value).forEach(item -> copy.add(of(item)));
      return copy;
    }
    if (value instanceof LocalDateTime time) {
      return isoFormat(time);
    }
    if (value instanceof OffsetDateTime time) {
      return isoFormat(time.toLocalDateTime()) + OFFSET.format(time);
    }
    return value.toString();
  }

  /** As Python's {@code isoformat}: with seconds always, microseconds where there are any. */
  private static String isoFormat(LocalDateTime time) {
    return (time.get(ChronoField.MICRO_OF_SECOND) == 0 ? SECONDS : MICROSECONDS).format(time);
  }
}
