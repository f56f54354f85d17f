package io.tidemark.jinja.value;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The live view that {@code keys()}, {@code values()} and {@code items()} of a dict give. */
public final class DictView implements Iterable<@Nullable Object>, HasLength, HasText, HasType {
  /** What of the dict is seen. */
  public enum Part {
    KEYS("dict_keys"),
    VALUES("dict_values"),
    ITEMS("dict_items");

    private final String typeName;

    Part(String typeName) {
      this.typeName = typeName;
    }
  }

  private final Map<?, ?> dict;
  private final Part part;

  public DictView(Map<?, ?> dict, Part part) {
    this.dict = dict;
    this.part = part;
  }

  public Part part() {
    return part;
  }

  @Override
  public int length() {
    return dict.size();
  }

  @Override
  public Iterator<@Nullable Object> iterator() {
    return new DictIterator(
        dict,
        entry ->
            switch (part) {
              case KEYS -> entry.getKey();
              case VALUES -> entry.getValue();
              case ITEMS -> Tuple.of(entry.getKey(), entry.getValue());
            });
  }

  @Override
  public String text() {
    return PythonText.repr(this);
  }

  @Override
  public String typeName() {
    return part.typeName;
  }
}
