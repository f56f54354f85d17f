package io.tidemark.project.packages;

import java.util.List;
import java.util.Optional;

/**
 * A bound of a version: {@code >=1.2.0}, {@code <2.0.0}, {@code 1.1.1}. Immutable.
 *
 * @param operator {@code >}, {@code >=}, {@code <}, {@code <=} or {@code =}
 */
public record VersionRequirement(String operator, Version version) {

  /** The longer ones first. */
  private static final List<String> OPERATORS = List.of(">=", "<=", ">", "<", "=");

  /** The requirement that a text says, if it says one; a bare version means just that one. */
  public static Optional<VersionRequirement> of(String text) {
    String stripped = text.strip();
    String operator = OPERATORS.stream().filter(stripped::startsWith).findFirst().orElse("");
    return Version.of(stripped.substring(operator.length()).strip())
        .map(version -> new VersionRequirement(operator.isEmpty() ? "=" : operator, version));
  }

  /** Whether a version will do. */
  public boolean allows(Version candidate) {
    int compared = candidate.compareTo(version);
    return switch (operator) {
      case ">" -> compared > 0;
      case ">=" -> compared >= 0;
      case "<=" -> compared <= 0;
      // A version before 2.0.0 is not 2.0.0-rc1.
      case "<" ->
          compared < 0 && (version.prerelease() != null || candidate.compareBase(version) != 0);
      default -> compared == 0;
    };
  }

  @Override
  public String toString() {
    return operator + version;
  }
}
