package io.tidemark.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Streams rows into a table: {@code COPY … FROM STDIN} in PostgreSQL's text format. Holds no more
 * than a buffer of them. For one thread.
 */
public final class CopyIn {

  private static final int BUFFER = 64 * 1024;
  private static final int LARGEST_CHARACTER = 4;

  private final Session session;
  private final org.postgresql.copy.CopyIn copy;
  private final byte[] buffer = new byte[BUFFER];
  private int used;
  private boolean firstOfRow = true;

  private CopyIn(Session session, org.postgresql.copy.CopyIn copy) {
    this.session = session;
    this.copy = copy;
  }

  /**
   * Runs a COPY with the rows that {@code rows} writes.
   *
   * @param sql the statement; its format must be {@code text}
   * @return how many rows there were
   */
  public static long run(Session session, String sql, Consumer<CopyIn> rows) {
    try {
      PGConnection connection = session.connection().unwrap(PGConnection.class);
      return session.running(
          connection::cancelQuery,
          () -> {
            CopyIn copy = new CopyIn(session, connection.getCopyAPI().copyIn(session.noted(sql)));
            try {
              rows.accept(copy);
              copy.flush();
              return copy.copy.endCopy();
            } finally {
              copy.cancelIfActive();
            }
          });
    } catch (CopyFailure e) {
      throw session.failed(sql, e.failure);
    } catch (SQLException e) {
      throw session.failed(sql, e);
    }
  }

  /** Writes a row's next value; null is NULL. */
  public void value(@Nullable String text) {
    if (!firstOfRow) {
      put('\t');
    }
    firstOfRow = false;
    if (text == null) {
      put('\\');
      put('N');
      return;
    }
    put(text.toCharArray(), 0, text.length());
  }

  /** Writes a row's next value, which is a part of an array. */
  public void value(char[] chars, int start, int end) {
    if (!firstOfRow) {
      put('\t');
    }
    firstOfRow = false;
    put(chars, start, end);
  }

  private void put(char[] chars, int start, int end) {
    int at = start;
    while (at < end) {
      // As much as the buffer surely takes, so that not every character has to ask.
      int stop = Math.min(end, at + roomInCharacters());
      for (; at < stop; at++) {
        char c = chars[at];
        if (c >= 0x80) {
          beyondAscii(new String(chars, at, end - at));
          return;
        }
        if (c == '\\' || (c <= '\r' && c >= '\t')) {
          escaped(c);
        } else {
          buffer[used++] = (byte) c;
        }
      }
    }
  }

  /** At least one: an ASCII character takes two bytes at most. */
  private int roomInCharacters() {
    if (BUFFER - used < 2 * LARGEST_CHARACTER) {
      flush();
    }
    return (BUFFER - used) / LARGEST_CHARACTER;
  }

  /** Ends the row. */
  public void endRow() {
    put('\n');
    firstOfRow = true;
  }

  private void beyondAscii(String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b < 0) {
        put(b);
      } else {
        escaped((char) b);
      }
    }
  }

  private void escaped(char c) {
    switch (c) {
      case '\\' -> put('\\', '\\');
      case '\t' -> put('\\', 't');
      case '\n' -> put('\\', 'n');
      case '\r' -> put('\\', 'r');
      default -> put(c);
    }
  }

  private void put(char first, char second) {
    put(first);
    put(second);
  }

  private void put(int b) {
    if (used > BUFFER - LARGEST_CHARACTER) {
      flush();
    }
    buffer[used++] = (byte) b;
  }

  private void flush() {
    try {
      if (session.stopped()) {
        throw new SQLException("the run is being stopped", "57014");
      }
      copy.writeToCopy(buffer, 0, used);
      used = 0;
    } catch (SQLException e) {
      throw new CopyFailure(e);
    }
  }

  /** Where the rows could not be read, the server must not take those that it has. */
  private void cancelIfActive() {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      // What went wrong before is what matters; the transaction is rolled back for it.
      return;
    }
  }

  /** Carries the driver's failure through the code that gives the rows. */
  private static final class CopyFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    CopyFailure(SQLException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
