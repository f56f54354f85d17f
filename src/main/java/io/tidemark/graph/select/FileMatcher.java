package io.tidemark.graph.select;

import io.tidemark.graph.Selectable;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code file:orders.sql} or {@code file:orders}: nodes that were written in a file of a name, with
 * its extension or without; the extension {@code .sql.mustache} may also lose its end alone.
 */
record FileMatcher(Wildcard pattern) implements NodeMatcher {

  private static final String MUSTACHE = ".sql.mustache";

  @Override
  public boolean matches(Selectable node) {
    return valuesOf(node).stream().anyMatch(pattern::matches);
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    String path = node.originalPath();
    String file = path.substring(path.lastIndexOf('/') + 1);
    List<String> names = new ArrayList<>();
    names.add(file);
    int dot = file.lastIndexOf('.');
    if (dot > 0) {
      names.add(file.substring(0, dot));
    }
    if (file.endsWith(MUSTACHE)) {
      names.add(file.substring(0, file.length() - MUSTACHE.length()));
    }
    return names;
  }
}
