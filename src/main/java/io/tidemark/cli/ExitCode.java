package io.tidemark.cli;

/** What the process tells whoever launched it. A signal adds 130 (Ctrl-C) and 143 (SIGTERM). */
final class ExitCode {

  /** All went well. */
  static final int OK = 0;

  /** A node or a test failed; {@code tidemark restart} goes on from there. */
  static final int FAILED = 1;

  /** The command, the project or the connection is wrong, or something unexpected happened. */
  static final int WRONG = 2;

  private ExitCode() {}
}
