package io.tidemark.postgres;

/**
 * What sort of failure an SQLSTATE stands for, as far as the reaction differs.
 *
 * <p>The codes are those of PostgreSQL's manual, appendix A.
 */
public enum SqlFailureKind {
  /** The connection was lost or can't be had right now; a new connection may work. */
  TRANSIENT_CONNECTION,
  /** Another transaction was in the way; the same transaction may work when repeated. */
  SERIALIZATION_OR_DEADLOCK,
  /**
   * Somebody cancelled the statement, or it ran into {@code statement_timeout}: one SQLSTATE for
   * both.
   */
  CANCELLED,
  /** A lock was not had in time. */
  LOCK_TIMEOUT,
  /** The role lacks a right. */
  INSUFFICIENT_PRIVILEGE,
  /** The server's disk is full. */
  DISK_FULL,
  /** The server ran out of memory, of connections, or hit a configured limit. */
  OUT_OF_RESOURCES,
  /** A constraint refused a row. */
  CONSTRAINT_VIOLATION,
  /** A value does not fit: out of range, not a number, a division by zero. */
  DATA,
  /**
   * The statement is wrong: syntax, an unknown relation or column, types that do not go together.
   */
  SYNTAX_OR_SEMANTIC,
  /** Anything else. */
  OTHER;

  /** Whether the same work, done again from the start of its transaction, may succeed. */
  public boolean isWorthRetrying() {
    return switch (this) {
      case TRANSIENT_CONNECTION, SERIALIZATION_OR_DEADLOCK, LOCK_TIMEOUT -> true;
      case CANCELLED,
          INSUFFICIENT_PRIVILEGE,
          DISK_FULL,
          OUT_OF_RESOURCES,
          CONSTRAINT_VIOLATION,
          DATA,
          SYNTAX_OR_SEMANTIC,
          OTHER ->
          false;
    };
  }

  /** The kind of a five-character SQLSTATE; {@link #OTHER} for one that is none. */
  public static SqlFailureKind ofSqlState(String sqlState) {
    if (sqlState.length() != 5) {
      return OTHER;
    }
    return switch (sqlState) {
      case "40001", "40P01" -> SERIALIZATION_OR_DEADLOCK;
      case "57014" -> CANCELLED;
      case "55P03" -> LOCK_TIMEOUT;
      case "42501" -> INSUFFICIENT_PRIVILEGE;
      case "53100" -> DISK_FULL;
      case "53300", "57P01", "57P02", "57P03", "57P05" -> TRANSIENT_CONNECTION;
      default -> ofClass(sqlState.substring(0, 2));
    };
  }

  private static SqlFailureKind ofClass(String sqlStateClass) {
    return switch (sqlStateClass) {
      case "08" -> TRANSIENT_CONNECTION;
      case "22" -> DATA;
      case "23" -> CONSTRAINT_VIOLATION;
      case "28" -> INSUFFICIENT_PRIVILEGE;
      case "40" -> SERIALIZATION_OR_DEADLOCK;
      case "42", "3D", "3F" -> SYNTAX_OR_SEMANTIC;
      case "53", "54" -> OUT_OF_RESOURCES;
      default -> OTHER;
    };
  }
}
