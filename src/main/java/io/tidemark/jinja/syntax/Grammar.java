package io.tidemark.jinja.syntax;

import java.util.Set;

/**
 * What an environment knows while it parses, for the errors that Jinja2 has at that time.
 *
 * @param filters the names of the filters
 * @param tests the names of the tests
 */
public record Grammar(Set<String> filters, Set<String> tests) {
  public Grammar {
    filters = Set.copyOf(filters);
    tests = Set.copyOf(tests);
  }
}
