package io.tidemark.load.freeze;

import io.tidemark.postgres.Relation;
import io.tidemark.postgres.SqlTokens;
import io.tidemark.postgres.SqlTokens.Token;
import java.util.List;

/**
 * Whether a query seems to take only what is newer than all that its own table has: {@code where
 * updated_at > (select max(updated_at) from {{ this }})}, with nothing taken off the greatest
 * value. Then nearly every row that it gives is a new or a changed one, and to look for those that
 * the table holds already is not worth its time. It reads words, not SQL, so it is a guess: what
 * rests on it may only be faster or slower.
 */
final class OnlyNewer {

  private final List<Token> tokens;

  private OnlyNewer(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** True if there is such a filter. */
  static boolean takenBy(String sql, Relation target) {
    OnlyNewer filters = new OnlyNewer(SqlTokens.of(sql));
    return AskedOfTarget.in(filters.tokens, target).stream().anyMatch(filters::beyond);
  }

  /** {@code >} or {@code >=} before it, the greatest value as it is, and no arithmetic after it. */
  private boolean beyond(AskedOfTarget asked) {
    int before = is(asked.opening() - 1, "=") ? asked.opening() - 2 : asked.opening() - 1;
    return is(before, ">") && !is(before - 1, "-") && greatest(asked) && ends(asked.closing() + 1);
  }

  /** {@code max(column)}, or {@code coalesce(max(column), …)} for a table without rows. */
  private boolean greatest(AskedOfTarget asked) {
    int first = asked.list();
    boolean coalesced = is(first, "coalesce") && is(first + 1, "(");
    int after = afterMax(coalesced ? first + 2 : first);
    if (after < 0) {
      return false;
    }
    if (coalesced) {
      // The bracket is the list's last token but for a name that it is given.
      return is(after, ",") && (is(asked.from() - 1, ")") || is(asked.from() - 2, "as"));
    }
    return after == asked.from() || (is(after, "as") && after + 2 == asked.from());
  }

  private int afterMax(int at) {
    boolean column = is(at, "max") && is(at + 1, "(") && is(at + 3, ")");
    return column && !tokens.get(at + 2).name().isEmpty() ? at + 4 : -1;
  }

  /** The end, a bracket, or a word such as {@code and}. */
  private boolean ends(int at) {
    return at >= tokens.size() || is(at, ")") || !tokens.get(at).name().isEmpty();
  }

  private boolean is(int at, String wordOrSymbol) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(wordOrSymbol);
  }
}
