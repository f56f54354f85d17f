package io.tidemark.load.freeze;

import io.tidemark.postgres.Relation;
import io.tidemark.postgres.SqlTokens;
import io.tidemark.postgres.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * A sub-select in which a model's query asks its own table for something, and nothing else: {@code
 * (select max(updated_at) from {{ this }})}. Found by words, not by a grammar: what looks otherwise
 * is not found.
 *
 * @param opening the index of its opening bracket's token
 * @param list the index of the first token of what it asks for
 * @param from the index of its {@code from}
 * @param closing the index of its closing bracket's token
 */
record AskedOfTarget(int opening, int list, int from, int closing) {

  /** All of a query, in order. */
  static List<AskedOfTarget> in(List<Token> tokens, Relation target) {
    List<AskedOfTarget> found = new ArrayList<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      int from = tokens.get(i).is("(") && tokens.get(i + 1).is("select") ? from(tokens, i + 2) : -1;
      int closing = from < 0 ? -1 : closing(tokens, from, target);
      if (closing >= 0) {
        found.add(new AskedOfTarget(i, i + 2, from, closing));
        i = closing;
      }
    }
    return found;
  }

  /** The {@code from} of the select whose list begins at a token; -1 if there is none. */
  private static int from(List<Token> tokens, int first) {
    int depth = 0;
    for (int i = first; i < tokens.size() && depth >= 0; i++) {
      if (tokens.get(i).is("(")) {
        depth++;
      } else if (tokens.get(i).is(")")) {
        depth--;
      } else if (tokens.get(i).is("select") || (tokens.get(i).is(",") && depth == 0)) {
        return -1;
      } else if (tokens.get(i).is("from") && depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The bracket that closes the select, if it reads the target and does nothing else. */
  private static int closing(List<Token> tokens, int from, Relation target) {
    int after = SqlTokens.afterRelation(tokens, from + 1, target);
    if (after < 0 || after >= tokens.size()) {
      return -1;
    }
    int alias = tokens.get(after).is("as") ? after + 1 : after;
    boolean named = alias < tokens.size() && !tokens.get(alias).name().isEmpty();
    int end = named ? alias + 1 : alias;
    return end < tokens.size() && tokens.get(end).is(")") ? end : -1;
  }
}
