package io.tidemark.load.freeze;

import io.tidemark.postgres.SqlTokens;
import io.tidemark.postgres.SqlTokens.Token;
import java.util.List;
import java.util.Set;

/**
 * A query, cut where its {@code WITH} list ends. It is found by words, not by a grammar; what is
 * not understood is not cut.
 *
 * @param list {@code with a as (…), b as (…)}; empty where the query does not begin so
 * @param body the query that reads them
 * @param writes true if one of the list changes rows
 */
record WithQuery(String list, String body, boolean writes) {

  private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge");

  static WithQuery of(String sql) {
    List<Token> tokens = SqlTokens.of(sql);
    if (tokens.isEmpty() || !tokens.get(0).is("with")) {
      return new WithQuery("", sql, false);
    }
    int depth = 0;
    boolean writes = false;
    for (int i = 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("(")) {
        depth++;
        writes |= i + 1 < tokens.size() && WRITES.contains(tokens.get(i + 1).name());
      } else if (token.is(")")) {
        depth--;
      } else if (depth == 0 && token.is("select") && tokens.get(i - 1).is(")")) {
        return new WithQuery(
            sql.substring(tokens.get(0).start(), token.start()),
            sql.substring(token.start()),
            writes);
      }
    }
    return new WithQuery("", sql, writes);
  }
}
