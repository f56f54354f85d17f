package io.tidemark.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts PostgreSQL's SQL into words, without comments and without what stands in literals. */
public final class SqlTokens {

  private static final Pattern DOLLAR = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private SqlTokens(String sql) {
    this.sql = sql;
  }

  /**
   * One of them.
   *
   * @param name an identifier as the catalog has it, or a key word; empty for anything else
   * @param text a symbol, or a literal's opening quote; empty for a name
   * @param start where it begins
   */
  public record Token(String name, String text, int start) {

    /** Whether it is that name, key word or symbol. */
    public boolean is(String wordOrSymbol) {
      return name.equals(wordOrSymbol) || text.equals(wordOrSymbol);
    }
  }

  /** All of them, in order. Of SQL that is cut off, as far as it goes. */
  public static List<Token> of(String sql) {
    SqlTokens cut = new SqlTokens(sql);
    while (cut.at < sql.length()) {
      cut.next();
    }
    return cut.tokens;
  }

  /**
   * Where a relation's name ends that begins at a token: {@code "db"."schema"."name"}, as templates
   * write it, or without the database.
   *
   * @return the index of the token after it; -1 if that is not the relation's name
   */
  public static int afterRelation(List<Token> tokens, int from, Relation relation) {
    int after = afterNames(tokens, from, List.of(relation.schema(), relation.name()));
    return after >= 0
        ? after
        : afterNames(
            tokens, from, List.of(relation.database(), relation.schema(), relation.name()));
  }

  private static int afterNames(List<Token> tokens, int from, List<String> names) {
    int at = from;
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        if (at >= tokens.size() || !tokens.get(at).is(".")) {
          return -1;
        }
        at++;
      }
      if (at >= tokens.size() || !tokens.get(at).name().equals(names.get(i))) {
        return -1;
      }
      at++;
    }
    return at;
  }

  private void next() {
    char c = sql.charAt(at);
    if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end;
    } else if (sql.startsWith("/*", at)) {
      skipComment();
    } else if (c == '\'') {
      int start = at;
      quoted('\'', afterE());
      tokens.add(new Token("", "'", start));
    } else if (c == '"') {
      int start = at;
      tokens.add(new Token(quoted('"', false), "", start));
    } else if (c == '$' && dollarQuoted()) {
      tokens.add(new Token("", "'", at));
    } else {
      wordOrSymbol(c);
    }
  }

  /** {@code E'…'} knows backslashes; {@code date'…'} does not. */
  private boolean afterE() {
    return at > 0
        && Character.toLowerCase(sql.charAt(at - 1)) == 'e'
        && (at == 1 || !Character.isJavaIdentifierPart(sql.charAt(at - 2)));
  }

  private void wordOrSymbol(char c) {
    Matcher word = WORD.matcher(sql).region(at, sql.length());
    if (word.lookingAt()) {
      tokens.add(new Token(word.group().toLowerCase(Locale.ROOT), "", at));
      at = word.end();
      return;
    }
    if (!Character.isWhitespace(c)) {
      tokens.add(new Token("", String.valueOf(c), at));
    }
    at++;
  }

  /** What stands between two quotes; a doubled one is one of the text's own. */
  private String quoted(char quote, boolean escapes) {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (escapes && c == '\\' && at < sql.length()) {
        at++;
      } else if (c == quote) {
        if (at >= sql.length() || sql.charAt(at) != quote) {
          break;
        }
        at++;
        text.append(quote);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private boolean dollarQuoted() {
    Matcher opening = DOLLAR.matcher(sql).region(at, sql.length());
    if (!opening.lookingAt()) {
      return false;
    }
    int end = sql.indexOf(opening.group(), opening.end());
    at = end < 0 ? sql.length() : end + opening.group().length();
    return true;
  }

  /** They may be nested. */
  private void skipComment() {
    int depth = 0;
    do {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < sql.length());
  }
}
