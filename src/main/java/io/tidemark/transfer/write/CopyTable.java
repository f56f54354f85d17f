package io.tidemark.transfer.write;

import io.tidemark.load.IndexDefinition;
import io.tidemark.load.increment.LoadException;
import io.tidemark.load.increment.Notices;
import io.tidemark.load.key.OwnIndex;
import io.tidemark.load.swap.Swap;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.column.SourceTable;
import io.tidemark.transfer.plan.Deletes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table that a copy is: made beside the one that readers use, indexed, and swapped in. */
public final class CopyTable {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String ASIDE = "__tidemark_new";

  private final Session session;
  private final Statements statements;
  private final Notices listener;

  /** Works on a session of the target. */
  public CopyTable(Session session, Statements statements, Notices listener) {
    this.session = session;
    this.statements = statements;
    this.listener = listener;
  }

  /** Under which name a copy is built. */
  public static Relation aside(Relation target) {
    return target.withSuffix(ASIDE);
  }

  /**
   * Makes it, empty and without indexes, in the transaction that the session is in; one of that
   * name is dropped.
   *
   * @param marks true if it has {@link Deletes#MARK_COLUMN}
   */
  public void create(Relation aside, CopyShape shape, boolean marks) {
    new Swap(session, statements, listener).dropIfThere(aside);
    List<Map<String, ?>> columns = new ArrayList<>();
    for (CopyColumn column : shape.columns()) {
      columns.add(
          Map.of(
              "first",
              columns.isEmpty(),
              "name",
              column.identifier(),
              "type",
              new SqlText(column.type()),
              "not_null",
              column.source().notNull() || shape.key().contains(column)));
    }
    session.execute(
        statements.render(
            "transfer/create_copy",
            Map.of(
                "relation", aside,
                "columns", columns,
                "marks", marks,
                "mark_column", new Identifier(Deletes.MARK_COLUMN))));
  }

  /** Adds {@link Deletes#MARK_COLUMN} where it is missing, in the transaction of the session. */
  public void addMarkColumn(Relation target) {
    boolean there =
        new Catalog(session, statements)
            .columns(target).stream().anyMatch(column -> column.name().equals(Deletes.MARK_COLUMN));
    if (!there) {
      session.execute(
          statements.render(
              "relation/add_column",
              Map.of(
                  "relation", target,
                  "column", new Identifier(Deletes.MARK_COLUMN),
                  "type", new SqlText("timestamptz"))));
    }
  }

  /**
   * Makes sure that the key has a unique index, in the transaction that the session is in.
   *
   * @param relation the copy, or the table beside it
   * @param target the copy
   * @throws LoadException if keys repeat, with some of them
   */
  public void index(Relation relation, Relation target, CopyShape shape, String invocationId) {
    List<String> key = shape.key().stream().map(CopyColumn::name).toList();
    if (key.isEmpty() || new Catalog(session, statements).uniqueIndex(relation, key).isPresent()) {
      return;
    }
    IndexDefinition index = new IndexDefinition(key, true, null);
    Identifier name = OwnIndex.name(target, key, invocationId);
    Optional<StatementException> refused =
        session.attempt(() -> index.create(session, statements, relation, name));
    if (refused.isPresent()) {
      if (!UNIQUE_VIOLATION.equals(refused.get().sqlState())) {
        throw refused.get();
      }
      throw repeated(relation, shape, key);
    }
  }

  private LoadException repeated(Relation relation, CopyShape shape, List<String> key) {
    List<String> some =
        session.query(
            statements.render(
                "load/repeated_keys",
                Map.of("relation", relation, "keys", StagingTable.names(shape.key()))),
            row -> "(" + row.getString(1) + ") in " + row.getLong(2) + " rows");
    return new LoadException(
            "unique_key (%s) does not tell the rows apart: %s"
                .formatted(String.join(", ", key), String.join("; ", some)),
            "Name columns that do, or make the rows unique with where.")
        .about("unique_key");
  }

  /** Writes down what the source says of the table and its columns. */
  public void describe(Relation relation, SourceTable table, CopyShape shape) {
    String comment = table.comment();
    if (comment != null) {
      session.execute(
          statements.render(
              "relation/comment",
              Map.of(
                  "kind", new SqlText(RelationKind.TABLE.sql()),
                  "relation", relation,
                  "text", new Literal(comment))));
    }
    for (CopyColumn column : shape.columns()) {
      String text = column.source().comment();
      if (text != null) {
        session.execute(
            statements.render(
                "relation/comment_column",
                Map.of(
                    "relation",
                    relation,
                    "column",
                    column.identifier(),
                    "text",
                    new Literal(text))));
      }
    }
  }

  /** Puts it in the copy's place, in the transaction that the session is in. */
  public void swapIn(Relation aside, Relation target) {
    new Swap(session, statements, listener).replace(target, aside, RelationKind.TABLE);
  }
}
