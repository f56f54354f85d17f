package io.tidemark.graph;

/**
 * Who calls {@code ref()} or {@code source()}.
 *
 * @param what as errors name it: {@code The model orders}
 * @param packageName whose names it finds first
 */
public record Caller(String what, String packageName) {

  /** A node's template. */
  public static Caller of(Node node) {
    return new Caller(node.what(), node.packageName());
  }
}
