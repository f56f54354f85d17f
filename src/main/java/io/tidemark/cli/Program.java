package io.tidemark.cli;

/** How a person calls this program. */
final class Program {

  private Program() {}

  /** As the launcher was called, so that a command can be copied from what is printed. */
  static String name(Surroundings surroundings) {
    return surroundings.environment().getOrDefault("TIDEMARK_CALLED_AS", "tidemark");
  }
}
