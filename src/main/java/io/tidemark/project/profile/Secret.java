package io.tidemark.project.profile;

/**
 * A password: it prints as asterisks wherever it is printed by accident.
 *
 * @param value the password itself; only for the one who opens the connection
 */
public record Secret(String value) {

  @Override
  public String toString() {
    return "********";
  }
}
