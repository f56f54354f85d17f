package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Tuple;
import java.util.Map;

/** The methods of Python's tuple. */
final class TupleMethods {
  static final Map<String, Method<Tuple>> ALL =
      Map.of(
          "count",
          (self, arguments) -> ListMethods.count(self, arguments.bind(1, "value").get(0)),
          "index",
          (self, arguments) ->
              ListMethods.index(self, arguments, "tuple.index(x): x not in tuple"));

  private TupleMethods() {}
}
