package io.tidemark.jinja.value;

/** A host object that says what Python would call its type, for error texts. */
public interface HasType {
  String typeName();
}
