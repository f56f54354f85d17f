package io.tidemark.jinja.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of {@code caller}, {@code kwargs} and {@code varargs} a macro's body reads. */
final class SpecialNames {
  private static final Set<String> NAMES = Set.of("caller", "kwargs", "varargs");

  private final List<Set<String>> open = new ArrayList<>();

  void enter() {
    open.add(new HashSet<>());
  }

  Set<String> leave() {
    return open.remove(open.size() - 1);
  }

  /** A name was read; the bodies around are taken to read it too, as in Jinja2. */
  void read(String name) {
    if (!open.isEmpty() && NAMES.contains(name)) {
      open.forEach(names -> names.add(name));
    }
  }
}
