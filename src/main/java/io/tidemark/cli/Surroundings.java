package io.tidemark.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param environment the process's environment variables
 * @param directory the current directory, absolute
 * @param home the user's home directory
 * @param out where results go
 * @param err where errors of the command itself go
 * @param clock the time, in the zone in which a person reads it
 * @param in where a person's answers come from
 */
record Surroundings(
    Map<String, String> environment,
    Path directory,
    Path home,
    PrintStream out,
    PrintStream err,
    Clock clock,
    InputStream in) {

  /** As the other, where nobody answers. */
  Surroundings(
      Map<String, String> environment,
      Path directory,
      Path home,
      PrintStream out,
      PrintStream err,
      Clock clock) {
    this(environment, directory, home, out, err, clock, InputStream.nullInputStream());
  }
}
