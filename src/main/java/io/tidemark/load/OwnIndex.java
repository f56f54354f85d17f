package io.tidemark.load;

import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import java.util.List;

/** The unique index that the engine puts on a model's {@code unique_key} after its first load. */
final class OwnIndex {

  private static final String PREFIX = "tidemark_key_";

  private OwnIndex() {}

  /**
   * A name for it. It carries the run, since the old table's index holds its name until the swap.
   *
   * @param invocationId the run that builds the table
   */
  static Identifier name(Relation relation, List<String> columns, String invocationId) {
    return new Identifier(PREFIX + Digest.hex(relation.sql() + columns + invocationId, 24));
  }

  /** True if the engine made the index of that name, so that it may drop it. */
  static boolean isOne(String name) {
    return name.startsWith(PREFIX);
  }
}
