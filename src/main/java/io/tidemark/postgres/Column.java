package io.tidemark.postgres;

/**
 * A column as the catalog describes it.
 *
 * @param name its name
 * @param type its type as PostgreSQL writes it, with length and precision: {@code numeric(10,2)}
 * @param generated true if the server computes it, so that nothing can be inserted
 * @param comparable true if its type has an order, so that {@code max()} means something
 */
public record Column(String name, String type, boolean generated, boolean comparable) {

  /** The name as SQL takes it. */
  public Identifier identifier() {
    return new Identifier(name);
  }

  /** The same with another type. */
  public Column as(String otherType) {
    return new Column(name, otherType, generated, comparable);
  }
}
