package io.tidemark.load.freeze;

import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.SqlTokens;
import io.tidemark.postgres.SqlTokens.Token;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model's query in which what it asks its own table for, {@code (select max(updated_at) from {{
 * this }})}, is replaced by the greatest value that the statistics hold. The planner has no idea
 * what such a sub-select gives; of a value it knows how many rows lie above it. The query is never
 * executed so. Found by words, not by a grammar: what looks otherwise stays as it is.
 */
final class KnownGreatest {

  private final Session session;
  private final Statements statements;

  KnownGreatest(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** The query, for the planner alone. */
  String in(String sql, Relation target) {
    List<Token> tokens = SqlTokens.of(sql);
    StringBuilder replaced = new StringBuilder();
    int copied = 0;
    for (AskedOfTarget asked : AskedOfTarget.in(tokens, target)) {
      Optional<String> value = value(sql, tokens, asked.list(), asked.from(), target);
      if (value.isPresent()) {
        replaced
            .append(sql, copied, tokens.get(asked.opening()).start())
            .append('(')
            .append(value.get());
        copied = tokens.get(asked.closing()).start();
      }
    }
    return replaced.append(sql, copied, sql.length()).toString();
  }

  /** What the select gives, by the statistics; empty where they don't tell. */
  private Optional<String> value(
      String sql, List<Token> tokens, int first, int from, Relation target) {
    StringBuilder value = new StringBuilder();
    boolean named = tokens.get(from - 2).is("as");
    int copied = tokens.get(first).start();
    for (int i = first; i + 3 < from; i++) {
      if (tokens.get(i).is("max") && tokens.get(i + 1).is("(") && tokens.get(i + 3).is(")")) {
        Optional<String> greatest = greatest(tokens.get(i + 2).name(), target);
        if (greatest.isEmpty()) {
          return Optional.empty();
        }
        value.append(sql, copied, tokens.get(i).start()).append(greatest.get());
        copied = tokens.get(i + 3).start() + 1;
      }
    }
    int end = tokens.get(named ? from - 2 : from).start();
    return copied == tokens.get(first).start()
        ? Optional.empty()
        : Optional.of(value.append(sql, copied, Math.max(copied, end)).toString());
  }

  private Optional<String> greatest(String name, Relation target) {
    Optional<Column> column =
        new Catalog(session, statements)
            .columns(target).stream()
                .filter(one -> one.name().equals(name) && one.comparable())
                .findFirst();
    if (column.isEmpty()) {
      return Optional.empty();
    }
    String type = column.get().type();
    List<String> known = new ArrayList<>();
    session.attempt(
        () ->
            session
                .query(
                    statements.render("load/greatest_known", Map.of("type", new SqlText(type))),
                    row -> Optional.ofNullable(row.getString(1)),
                    target.schema(),
                    target.name(),
                    name)
                .forEach(greatest -> greatest.ifPresent(known::add)));
    return known.stream().findFirst().map(text -> new Literal(text).sql() + "::" + type);
  }
}
