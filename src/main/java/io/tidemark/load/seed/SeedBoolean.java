package io.tidemark.load.seed;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What dbt takes for a truth value, and for a missing one where the others are such. */
enum SeedBoolean {
  TRUE("true"),
  FALSE("false"),
  NULL("null");

  private final String word;

  SeedBoolean(String word) {
    this.word = word;
  }

  /** What a field stands for; null if it is none of them. Commas count for nothing. */
  static @Nullable SeedBoolean parse(String field) {
    String text = SeedText.stripped(field.replace(",", "")).toLowerCase(Locale.ROOT);
    for (SeedBoolean value : values()) {
      if (value.word.equals(text)) {
        return value;
      }
    }
    return text.isEmpty() ? NULL : null;
  }
}
