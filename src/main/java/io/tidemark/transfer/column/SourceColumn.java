package io.tidemark.transfer.column;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table at the source, as its catalog describes it.
 *
 * @param name its name
 * @param declared its type as PostgreSQL writes it, domains and all
 * @param nature what sort of type it is, behind domains
 * @param type the type behind domains as PostgreSQL writes it, with length and precision; of an
 *     array of something that is not built in, the element's
 * @param typeSchema the schema of that type
 * @param typeName its bare name
 * @param extension the extension that it belongs to, or null
 * @param notNull true if it can't hold NULL
 * @param domain true if the column, or the elements of its array, are of a domain
 * @param comparable true if its type has an order, so that {@code max()} means something
 * @param readable true if the session's role may read it
 * @param comment its description, or null
 */
public record SourceColumn(
    String name,
    String declared,
    Nature nature,
    String type,
    String typeSchema,
    String typeName,
    @Nullable String extension,
    boolean notNull,
    boolean domain,
    boolean comparable,
    boolean readable,
    @Nullable String comment) {

  /** What sort of type a column has. */
  public enum Nature {
    /** Every server has it, and its binary form is the same everywhere. */
    BUILT_IN,
    /** An array of such. */
    BUILT_IN_ARRAY,
    /** An enumeration. */
    ENUM,
    /** An array of an enumeration. */
    ENUM_ARRAY,
    /**
     * Every server has it, but its value means something in its own database only, or has no binary
     * form.
     */
    LOCAL,
    /** An array of such. */
    LOCAL_ARRAY,
    /** Of an extension, or made by a user. */
    FOREIGN,
    /** An array of such. */
    FOREIGN_ARRAY;

    /** True if it is an array. */
    public boolean array() {
      return switch (this) {
        case BUILT_IN_ARRAY, ENUM_ARRAY, LOCAL_ARRAY, FOREIGN_ARRAY -> true;
        case BUILT_IN, ENUM, LOCAL, FOREIGN -> false;
      };
    }
  }
}
