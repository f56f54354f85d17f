package io.tidemark.report.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes the secrets out of data that becomes JSON, however deep: out of its texts, not of its keys.
 */
public final class MaskedData {

  private final UnaryOperator<String> mask;

  /** Masks every text in this way. */
  public MaskedData(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  /** A view of a mapping, whose texts are masked when they are read. */
  public Map<String, @Nullable Object> of(Map<?, ?> data) {
    return new ValuesOnDemand<>(data, this::value);
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof String text) {
      return mask.apply(text);
    }
    if (value instanceof Map<?, ?> map) {
      return of(map);
    }
    return value instanceof List<?> list ? list(list) : value;
  }

  private List<@Nullable Object> list(List<?> list) {
    List<@Nullable Object> masked = new ArrayList<>(list.size());
    list.forEach(item -> masked.add(value(item)));
    return masked;
  }
}
