package io.tidemark.graph.select;

import java.io.File;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A path relative to the project, each of its parts a {@link Wildcard}; the part {@code **} stands
 * for any number of folders, none among them, as in Python's {@code Path.glob}. The parts {@code .}
 * and {@code ..} are resolved first, where Python finds nothing by them. Immutable.
 */
final class PathPattern {

  private static final String ANY_FOLDERS = "**";

  private final List<String> parts;
  private final List<Wildcard> wildcards;

  private PathPattern(List<String> parts) {
    this.parts = parts;
    this.wildcards = parts.stream().map(Wildcard::of).toList();
  }

  /** The pattern; empty where it is absolute or leads out of the project. */
  static Optional<PathPattern> of(String pattern) {
    String path = pattern.replace(File.separatorChar, '/');
    if (path.startsWith("/")) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return Optional.of(new PathPattern(parts));
  }

  /** Whether the path, or a folder above it, is meant. */
  boolean contains(String path) {
    return !ends(path.split("/", -1)).isEmpty();
  }

  /** Whether the path itself is meant. */
  boolean equalsPath(String path) {
    String[] names = path.split("/", -1);
    return ends(names).get(names.length);
  }

  /** After how many of the names the pattern may be at its end. */
  private BitSet ends(String[] names) {
    BitSet reached = new BitSet();
    reached.set(0);
    for (int i = 0; i < parts.size(); i++) {
      reached = after(i, reached, names);
    }
    return reached;
  }

  private BitSet after(int part, BitSet reached, String[] names) {
    BitSet next = new BitSet();
    if (parts.get(part).equals(ANY_FOLDERS)) {
      int first = reached.nextSetBit(0);
      if (first >= 0) {
        next.set(first, names.length + 1);
      }
      return next;
    }
    reached.stream()
        .filter(at -> at < names.length && wildcards.get(part).matches(names[at]))
        .forEach(at -> next.set(at + 1));
    return next;
  }
}
