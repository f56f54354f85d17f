package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a process left.
 *
 * @param exitCode what it told its parent
 * @param out its standard output
 * @param err its standard error
 */
public record Outcome(int exitCode, String out, String err) {

  /** All that a person saw. */
  public String all() {
    return out + err;
  }

  /** All went well. */
  public Outcome succeeded() {
    return ended(0);
  }

  /** A node failed; a person reads why, and no stack trace. */
  public Outcome nodeFailed() {
    return ended(1).withoutStackTrace();
  }

  /** The command, project or connection is wrong; a person reads why, and no stack trace. */
  public Outcome refused() {
    assertThat(err).as("standard error of\n%s", out).startsWith("Error: ");
    return ended(2).withoutStackTrace();
  }

  /** It holds these texts, each with its own line breaks. */
  public Outcome says(String... texts) {
    for (String text : texts) {
      assertThat(all()).contains(text);
    }
    return this;
  }

  /** It holds none of these texts. */
  public Outcome neverSays(String... texts) {
    assertThat(all()).doesNotContain(texts);
    return this;
  }

  /** The lines of its standard output. */
  public List<String> lines() {
    return out.lines().toList();
  }

  Outcome ended(int expected) {
    assertThat(exitCode).as("exit code after\n%s", all()).isEqualTo(expected);
    return this;
  }

  private Outcome withoutStackTrace() {
    assertThat(all()).doesNotContain("\tat ", "Caused by:", "Exception", "SEVERE");
    return this;
  }
}
