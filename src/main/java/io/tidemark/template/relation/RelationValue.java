package io.tidemark.template.relation;

import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import java.util.Collection;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A relation in a template: prints as SQL, tells its parts, and makes others like itself. Like
 * dbt's it is a mapping; {@code get('metadata')} has a type that ends in {@code Relation}, by which
 * packages tell it from a text.
 *
 * @param database null where it has none
 * @param schema null where it has none
 * @param identifier its own name; null for a schema
 * @param type dbt's word for what it is; null where nobody has asked yet
 * @param include which parts are printed
 * @param quote which parts are quoted
 * @param view a view of the information schema, printed at the end
 * @param readAs what is printed instead of all that: the rows of a batch, say
 */
public record RelationValue(
    @Nullable String database,
    @Nullable String schema,
    @Nullable String identifier,
    @Nullable String type,
    Policy include,
    Policy quote,
    @Nullable String view,
    @Nullable String readAs)
    implements HasText, HasAttributes, HasItems, HasType {

  /** What {@code metadata.type} says. */
  private static final String METADATA_TYPE = "PostgresRelation";

  /** A relation by its parts, with all of them printed and quoted. */
  public static RelationValue of(
      @Nullable String database,
      @Nullable String schema,
      @Nullable String identifier,
      @Nullable String type) {
    return new RelationValue(
        database, schema, identifier, type, Policy.ALL, Policy.ALL, null, null);
  }

  /** A relation of the database, of which it is not known what it is. */
  public static RelationValue of(Relation relation) {
    Relation.Written as = relation.asWritten();
    return of(as.database(), as.schema(), as.name(), null)
        .withPolicies(Policy.ALL, Policy.of(as.quoting()));
  }

  /** The information schema of a database. */
  public static RelationValue informationSchema(String database) {
    return InformationSchema.of(of(database, null, null, null), null);
  }

  /** An ephemeral model, which is a common table expression of that name. */
  public static RelationValue cte(String name) {
    return new RelationValue(
        null, null, name, "cte", Policy.ALL, new Policy(true, true, false), null, null);
  }

  /** The same, printed as something else. */
  public RelationValue readAs(@Nullable String sql) {
    return new RelationValue(database, schema, identifier, type, include, quote, view, sql);
  }

  RelationValue withPath(
      @Nullable String newDatabase, @Nullable String newSchema, @Nullable String newIdentifier) {
    return new RelationValue(
        newDatabase, newSchema, newIdentifier, type, include, quote, view, null);
  }

  /** The same of another type; null where it is not known. */
  public RelationValue withType(@Nullable String newType) {
    return new RelationValue(database, schema, identifier, newType, include, quote, view, readAs);
  }

  RelationValue withPolicies(Policy newInclude, Policy newQuote) {
    return new RelationValue(
        database, schema, identifier, type, newInclude, newQuote, view, readAs);
  }

  /** That a relation is there, but by a name in other upper and lower case. */
  public static PythonException approximateMatch(String there) {
    return PythonException.value(
        "When searching for a relation, dbt found an approximate match: "
            + there
            + " is there, but was asked for in other upper and lower case. Write it as it is in"
            + " the database.");
  }

  /** All of its rows, also where a batch reads only some. */
  public String render() {
    StringJoiner parts = new StringJoiner(".");
    add(parts, database, include.database(), quote.database());
    add(parts, schema, include.schema(), quote.schema());
    add(parts, identifier, include.identifier(), quote.identifier());
    if (view != null) {
      parts.add(view);
    }
    return parts.toString();
  }

  private static void add(
      StringJoiner parts, @Nullable String part, boolean included, boolean quoted) {
    if (part != null && included) {
      parts.add(quoted && !part.isEmpty() ? new Identifier(part).sql() : part);
    }
  }

  /**
   * The relation's name in the database: a part that is not quoted means its lower case.
   *
   * @param defaults stands in for what it does not say
   */
  public Relation relation(Relation defaults) {
    return new Relation(
        part(database, quote.database(), defaults.database()),
        part(schema, quote.schema(), defaults.schema()),
        part(identifier, quote.identifier(), defaults.name()));
  }

  private static String part(@Nullable String part, boolean quoted, String otherwise) {
    if (part == null) {
      return otherwise;
    }
    return quoted ? part : part.toLowerCase(Locale.ROOT);
  }

  @Override
  public String text() {
    return readAs == null ? render() : readAs;
  }

  @Override
  public String representation() {
    return "<" + METADATA_TYPE + " " + render() + ">";
  }

  @Override
  public @Nullable Object attribute(String name) {
    return RelationAttributes.of(this, name);
  }

  @Override
  public Collection<String> attributeNames() {
    return RelationAttributes.NAMES;
  }

  @Override
  public @Nullable Object item(@Nullable Object key) {
    return key instanceof String name && RelationAttributes.FIELDS.contains(name)
        ? attribute(name)
        : Missing.MISSING;
  }

  @Override
  public String typeName() {
    return METADATA_TYPE;
  }

  @Override
  public String toString() {
    return text();
  }
}
