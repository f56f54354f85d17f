package io.tidemark.jinja.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one scope does with names, in the order in which Jinja2's compiler looks at it: a name that
 * is set there before it is read has no value until then.
 */
final class Symbols {
  private enum Origin {
    /** Found around the scope, or in it. */
    FOUND,
    /** Set before it is read. */
    UNSET
  }

  private final @Nullable Symbols parent;
  private Map<String, Origin> origins = new HashMap<>();
  private Set<String> stores = new HashSet<>();

  Symbols(@Nullable Symbols parent) {
    this.parent = parent;
  }

  void read(String name) {
    origins.putIfAbsent(name, Origin.FOUND);
  }

  void store(String name) {
    stores.add(name);
    origins.putIfAbsent(name, Origin.UNSET);
  }

  /** A parameter, or the target of a loop: it has its value from the beginning. */
  void parameter(String name) {
    stores.add(name);
    origins.put(name, Origin.FOUND);
  }

  /** The branches of an if: Jinja2 counts if, all elifs and else, written or not, as three. */
  Branches branches() {
    return new Branches();
  }

  final class Branches {
    private static final int COUNT = 3;

    private final Map<String, Origin> originsBefore = origins;
    private final Set<String> storesBefore = stores;
    private final List<Map<String, Origin>> ofBranches = new ArrayList<>();
    private final Map<String, Integer> storedIn = new HashMap<>();

    void begin() {
      origins = new HashMap<>(originsBefore);
      stores = new HashSet<>(storesBefore);
    }

    void end() {
      ofBranches.add(origins);
      for (String name : stores) {
        if (!storesBefore.contains(name)) {
          storedIn.merge(name, 1, Integer::sum);
        }
      }
      origins = originsBefore;
      stores = storesBefore;
    }

    /** A branch that is not written. */
    void empty() {
      begin();
      end();
    }

    /** Only what all three set is set before it is read. */
    void merge() {
      ofBranches.forEach(origins::putAll);
      stores.addAll(storedIn.keySet());
      storedIn.forEach(
          (name, branches) -> {
            if (branches < COUNT) {
              origins.put(name, Origin.FOUND);
            }
          });
    }
  }

  /** The names without a value at the scope's beginning, once the scopes around are complete. */
  Set<String> unset() {
    Set<String> unset = new LinkedHashSet<>();
    origins.forEach(
        (name, origin) -> {
          if (origin == Origin.UNSET && (parent == null || !parent.knows(name))) {
            unset.add(name);
          }
        });
    return unset;
  }

  private boolean knows(String name) {
    return origins.containsKey(name) || (parent != null && parent.knows(name));
  }
}
