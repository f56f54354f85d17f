package io.tidemark.transfer.column;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types that a copy's columns get. What every server has stays as it is; a domain becomes the
 * type behind it; an enumeration becomes the target's of that name, or text; what means something
 * in its own database only, such as {@code regclass}, becomes text; a type of an extension or of a
 * user's has to be in the target.
 */
final class CopyTypes {

  private static final String TEXT = "text";
  private static final String COLUMNS = "columns";

  private final Session target;
  private final Statements statements;
  private final SourceCatalog source;

  CopyTypes(Session target, Statements statements, SourceCatalog source) {
    this.target = target;
    this.statements = statements;
    this.source = source;
  }

  private record TargetType(String type, boolean isEnum, String schema, String name) {}

  /**
   * These columns as they are copied.
   *
   * @throws LoadException if one of them can't be
   */
  List<CopyColumn> of(List<SourceColumn> columns) {
    List<CopyColumn> copied = columns.stream().map(this::of).toList();
    Set<String> unknown =
        new HashSet<>(
            target.query(
                statements.render(
                    "transfer/unknown_types",
                    Map.of(
                        "types",
                        SqlText.join(
                            ", ",
                            copied.stream().map(column -> new Literal(column.type())).toList()))),
                row -> row.getString(1)));
    for (CopyColumn column : copied) {
      if (unknown.contains(column.type())) {
        throw missing(column.source(), "a type of newer servers than the target's");
      }
    }
    return copied;
  }

  private CopyColumn of(SourceColumn column) {
    return switch (column.nature()) {
      case BUILT_IN -> new CopyColumn(column, column.type(), false, false);
      case BUILT_IN_ARRAY -> {
        String type = column.type() + "[]";
        // Elements of a domain, and vectors of the catalog, are told apart in the binary form.
        yield new CopyColumn(column, type, !type.equals(column.declared()), false);
      }
      case LOCAL -> new CopyColumn(column, TEXT, true, false);
      case LOCAL_ARRAY -> new CopyColumn(column, TEXT + "[]", true, false);
      case ENUM, ENUM_ARRAY -> ofEnum(column);
      case FOREIGN, FOREIGN_ARRAY -> ofForeign(column);
    };
  }

  /** An enumeration's binary form is its label, so the same bytes are a text. */
  private CopyColumn ofEnum(SourceColumn column) {
    boolean array = column.nature().array();
    Optional<TargetType> same = named(column).filter(TargetType::isEnum);
    if (same.isPresent()) {
      List<String> labels =
          target.query(
              statements.render(
                  "transfer/enum_labels",
                  Map.of(
                      "schema", new Literal(same.get().schema()),
                      "name", new Literal(same.get().name()))),
              row -> row.getString(1));
      if (labels.containsAll(source.labels(column))) {
        return new CopyColumn(column, same.get().type() + (array ? "[]" : ""), false, array);
      }
    }
    return new CopyColumn(column, array ? TEXT + "[]" : TEXT, array, false);
  }

  private CopyColumn ofForeign(SourceColumn column) {
    String extension = column.extension();
    TargetType same =
        named(column)
            .orElseThrow(
                () ->
                    missing(
                        column,
                        extension == null ? "a type of its own" : "of the extension " + extension));
    int length = column.type().endsWith(")") ? column.type().lastIndexOf('(') : -1;
    String modified = same.type() + (length < 0 ? "" : column.type().substring(length));
    return new CopyColumn(column, modified + (column.nature().array() ? "[]" : ""), false, true);
  }

  private Optional<TargetType> named(SourceColumn column) {
    Identifier name = new Identifier(column.typeName());
    Map<String, Literal> names =
        Map.of(
            "qualified", new Literal(new Identifier(column.typeSchema()).sql() + "." + name.sql()),
            "bare", new Literal(name.sql()));
    return target.first(
        statements.render("transfer/target_type", names),
        row ->
            new TargetType(
                row.getString(1), row.getBoolean(2), row.getString(3), row.getString(4)));
  }

  private static LoadException missing(SourceColumn column, String what) {
    String extension = column.extension();
    return new LoadException(
            "column \"%s\" is of type %s (%s), which the target does not know"
                .formatted(column.name(), column.declared(), what),
            (extension == null
                    ? "Create the type in the target"
                    : "Run in the target: create extension " + new Identifier(extension).sql())
                + "; or leave the column out: columns: {exclude: ["
                + column.name()
                + "]}")
        .about(COLUMNS, column.name());
  }
}
