package io.tidemark.jinja.render;

/**
 * What a render may use at most; more is an error that names the template.
 *
 * @param maxOutputCharacters the length of the rendered text, and of each text captured on the way
 * @param maxMacroDepth how deep macros may call one another
 * @param maxRange how many integers {@code range} may hold (Jinja2's sandbox has 100,000)
 * @param maxSteps how many statements, calls and filters may run
 */
public record Limits(long maxOutputCharacters, int maxMacroDepth, long maxRange, long maxSteps) {
  public static final Limits DEFAULT = new Limits(32_000_000, 300, 100_000, 50_000_000);

  public Limits {
    if (maxOutputCharacters < 1 || maxMacroDepth < 1 || maxRange < 0 || maxSteps < 1) {
      throw new IllegalArgumentException(
          "a limit must be positive: "
              + maxOutputCharacters
              + " characters, depth "
              + maxMacroDepth
              + ", range "
              + maxRange
              + ", "
              + maxSteps
              + " steps");
    }
  }
}
