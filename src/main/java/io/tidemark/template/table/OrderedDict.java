package io.tidemark.template.table;

import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dictionary that Python prints as pairs. */
final class OrderedDict extends LinkedHashMap<@Nullable Object, @Nullable Object>
    implements HasText {

  private static final long serialVersionUID = 1;

  @Override
  public String text() {
    if (isEmpty()) {
      return "OrderedDict()";
    }
    List<@Nullable Object> pairs = new ArrayList<>();
    for (Map.Entry<@Nullable Object, @Nullable Object> entry : entrySet()) {
      pairs.add(Tuple.of(entry.getKey(), entry.getValue()));
    }
    return "OrderedDict(" + PythonText.repr(pairs) + ")";
  }
}
