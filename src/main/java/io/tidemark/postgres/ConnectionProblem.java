package io.tidemark.postgres;

/** Why a connection could not be had. */
public enum ConnectionProblem {
  WRONG_PASSWORD(false),
  NO_PASSWORD(false),
  /**
   * The user does not exist or may not log in; servers that ask for a password hide this as a wrong
   * one.
   */
  USER_REJECTED(false),
  DATABASE_MISSING(false),
  /** Nothing listens on the port. */
  REFUSED(true),
  UNKNOWN_HOST(false),
  /** No answer in time, or no way to the host. */
  UNREACHABLE(true),
  /** Something listens on the port and speaks, but not PostgreSQL's protocol. */
  NOT_POSTGRESQL(false),
  /** {@code pg_hba.conf} has no line that lets this client in. */
  REJECTED_BY_PG_HBA(false),
  TOO_MANY_CONNECTIONS(true),
  /** The server does not offer TLS and the settings insist on it. */
  TLS_NOT_OFFERED(false),
  /** The TLS handshake failed: a certificate that is not trusted, a key that can't be read. */
  TLS_FAILED(false),
  /** The server starts, stops or recovers from a crash. */
  NOT_READY(true),
  /** The user has no right to CONNECT to the database. */
  CONNECT_DENIED(false),
  /** {@code role} could not be taken. */
  ROLE_REFUSED(false),
  /** The server closed the connection during the log-in. */
  LOST(true),
  /** All connections of the pool are busy for too long. */
  POOL_EXHAUSTED(false),
  OTHER(false);

  private final boolean passing;

  ConnectionProblem(boolean passing) {
    this.passing = passing;
  }

  /** Whether it may be gone a moment later, so that another attempt makes sense. */
  public boolean isPassing() {
    return passing;
  }
}
