package io.tidemark.template.table;

import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.Missing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of a sequence's items, which many sequences share. Of equal names the last counts. */
final class Keys {

  private final List<@Nullable Object> names;
  private @Nullable Map<@Nullable Object, @Nullable Object> places;

  Keys(List<? extends @Nullable Object> names) {
    this.names = Collections.unmodifiableList(new ArrayList<>(names));
  }

  List<@Nullable Object> names() {
    return names;
  }

  /** The place of a name; -1 if there is none such. */
  int place(@Nullable Object name) {
    Map<@Nullable Object, @Nullable Object> known = places;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        DictKeys.put(known, names.get(i), (long) i);
      }
      places = known;
    }
    Object place = DictKeys.get(known, name);
    return place == Missing.MISSING || !(place instanceof Long at) ? -1 : at.intValue();
  }
}
