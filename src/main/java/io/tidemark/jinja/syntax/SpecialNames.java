package io.tidemark.jinja.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of {@code caller}, {@code kwargs} and {@code varargs} a macro's body reads, unless it sets
 * them before.
 */
final class SpecialNames {
  private static final Set<String> NAMES = Set.of("caller", "kwargs", "varargs");

  private record Open(Set<String> special, Set<String> read) {}

  private final List<Open> open = new ArrayList<>();

  void enter() {
    open.add(new Open(new HashSet<>(NAMES), new HashSet<>()));
  }

  Set<String> leave() {
    return open.remove(open.size() - 1).read();
  }

  /** A name was read; the bodies around are taken to read it too, as in Jinja2. */
  void read(String name) {
    if (!open.isEmpty() && NAMES.contains(name)) {
      for (Open body : open) {
        if (body.special().contains(name)) {
          body.read().add(name);
        }
      }
    }
  }

  /** A name was set, or is a parameter of something inside: from here on it is not special. */
  void store(String name) {
    open.forEach(body -> body.special().remove(name));
  }
}
