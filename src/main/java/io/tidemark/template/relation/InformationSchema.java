package io.tidemark.template.relation;

import org.jspecify.annotations.Nullable;

/** {@code relation.information_schema('columns')}: where the database tells of itself. */
final class InformationSchema {

  private InformationSchema() {}

  static RelationValue of(RelationValue relation, @Nullable String view) {
    return new RelationValue(
        relation.database(),
        null,
        "INFORMATION_SCHEMA",
        null,
        new Policy(relation.include().database() && relation.database() != null, false, true),
        new Policy(relation.quote().database(), false, false),
        view,
        null);
  }
}
