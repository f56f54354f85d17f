package io.tidemark.graph.select;

import io.tidemark.graph.Node;
import io.tidemark.graph.Selectable;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code path:models/marts}: nodes that were written in a file, or below a folder; a model's
 * properties file means it too, as in dbt.
 */
record PathMatcher(PathPattern pattern) implements NodeMatcher {

  @Override
  public boolean matches(Selectable node) {
    return pattern.contains(node.originalPath())
        || (node instanceof Node model
            && model.properties() != null
            && pattern.equalsPath(model.properties().place().file()));
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    List<String> paths = new ArrayList<>();
    String path = node.originalPath();
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      paths.add(path.substring(0, end));
    }
    paths.add(path);
    return paths;
  }
}
