package io.tidemark.load.filter;

import io.tidemark.postgres.Relation;
import io.tidemark.postgres.SqlTokens;
import io.tidemark.postgres.SqlTokens.Token;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what a model asks its own table for, as {@code select max(order_date) from} it: the usual
 * filter of an incremental model. It reads words, not SQL, so what it finds is a guess; whoever
 * acts on it asks the database.
 */
final class GreatestOfTarget {

  private final List<Token> tokens;

  private GreatestOfTarget(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** The names inside every {@code max(…)} over the relation; columns may be among them. */
  static Set<String> names(String sql, Relation target) {
    GreatestOfTarget search = new GreatestOfTarget(SqlTokens.of(sql));
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < search.tokens.size(); i++) {
      boolean reads = search.is(i, "from") || search.is(i, "join");
      if (reads && SqlTokens.afterRelation(search.tokens, i + 1, target) >= 0) {
        search.collect(i, names);
      }
    }
    return names;
  }

  private boolean is(int index, String wordOrSymbol) {
    return index >= 0 && index < tokens.size() && tokens.get(index).is(wordOrSymbol);
  }

  private String name(int index) {
    return index < tokens.size() ? tokens.get(index).name() : "";
  }

  /** Goes back from a {@code from} to its {@code select} and takes what is asked in between. */
  private void collect(int from, Set<String> names) {
    int depth = 0;
    for (int i = from - 1; i >= 0 && depth >= 0; i--) {
      if (is(i, ")")) {
        depth++;
      } else if (is(i, "(")) {
        depth--;
        if (depth >= 0 && is(i - 1, "max")) {
          collectArgument(i, names);
        }
      } else if (depth == 0 && is(i, "select")) {
        return;
      }
    }
  }

  private void collectArgument(int opening, Set<String> names) {
    int depth = 1;
    for (int i = opening + 1; i < tokens.size() && depth > 0; i++) {
      if (is(i, "(")) {
        depth++;
      } else if (is(i, ")")) {
        depth--;
      } else if (!name(i).isEmpty() && !is(i + 1, "(") && !is(i + 1, ".")) {
        names.add(name(i));
      }
    }
  }
}
