package io.tidemark.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/** How a person calls this program. */
final class Program {

  private static final String NAME = "tidemark";

  private Program() {}

  /**
   * As the launcher was called ({@code ./tidemark}), so that a command can be copied from what is
   * printed; the name alone where the launcher is on the PATH.
   */
  static String name(Surroundings surroundings) {
    String calledAs = surroundings.environment().getOrDefault("TIDEMARK_CALLED_AS", NAME);
    Path path = Path.of(calledAs);
    Path folder = path.getParent();
    if (folder == null) {
      return calledAs;
    }
    String searched = surroundings.environment().getOrDefault("PATH", "");
    boolean found =
        Arrays.asList(searched.split(File.pathSeparator, -1)).contains(folder.toString());
    return found ? String.valueOf(path.getFileName()) : calledAs;
  }

  /** As {@link #name}, for a command that is to be copied into another folder. */
  static String nameFromElsewhere(Surroundings surroundings) {
    String name = name(surroundings);
    return name.contains("/")
        ? surroundings.directory().resolve(name).normalize().toString()
        : name;
  }
}
