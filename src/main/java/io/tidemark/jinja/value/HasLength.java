package io.tidemark.jinja.value;

/**
 * A host object with a length: {@code x | length}; it is false if that is 0. Iterable if it should
 * be.
 */
public interface HasLength {
  int length();
}
