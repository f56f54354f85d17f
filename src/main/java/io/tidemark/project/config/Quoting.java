package io.tidemark.project.config;

import io.tidemark.postgres.NameQuoting;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a relation's name are quoted; null where it is not said.
 *
 * @param database whether the database is
 * @param schema whether the schema is
 * @param identifier whether the table's or view's own name is
 */
public record Quoting(
    @Nullable Boolean database, @Nullable Boolean schema, @Nullable Boolean identifier) {

  /** Nothing is said about any part. */
  public static final Quoting UNSET = new Quoting(null, null, null);

  /** Reads a {@code quoting:} mapping; null is unset. */
  public static Quoting of(@Nullable YamlMapping mapping, Problems problems) {
    if (mapping == null) {
      return UNSET;
    }
    YamlFields fields = new YamlFields(mapping, problems);
    return new Quoting(fields.bool("database"), fields.bool("schema"), fields.bool("identifier"));
  }

  /** What holds in the end: whatever nobody says is quoted, as in dbt on PostgreSQL. */
  public NameQuoting resolved() {
    return new NameQuoting(
        !Boolean.FALSE.equals(database),
        !Boolean.FALSE.equals(schema),
        !Boolean.FALSE.equals(identifier));
  }

  /** This, with what a more specific place says on top. */
  public Quoting overriddenBy(Quoting specific) {
    return new Quoting(
        specific.database == null ? database : specific.database,
        specific.schema == null ? schema : specific.schema,
        specific.identifier == null ? identifier : specific.identifier);
  }
}
