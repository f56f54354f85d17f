package io.tidemark.project;

import java.util.List;

/**
 * Where {@code adapter.dispatch} looks for the macros of a namespace.
 *
 * @param macroNamespace the package whose macros are dispatched
 * @param searchOrder the packages that are searched, the first first
 */
public record Dispatch(String macroNamespace, List<String> searchOrder) {

  public Dispatch {
    searchOrder = List.copyOf(searchOrder);
  }
}
