package io.tidemark.project.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collects problems and warnings so that they are shown together. Not safe for use by several
 * threads: give each its own and join them with {@link #addAll}.
 */
public final class Problems {

  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /** Adds an error: {@link #throwIfAny} will throw. */
  public void add(Problem problem) {
    errors.add(problem);
  }

  /** Adds what does not stop the run but must be told. */
  public void warn(Problem problem) {
    warnings.add(problem);
  }

  /** Adds the errors and warnings of another collector, after those that are already here. */
  public void addAll(Problems others) {
    errors.addAll(others.errors);
    warnings.addAll(others.warnings);
  }

  /** Adds the problems of an exception, for a caller that goes on to find more. */
  public void add(ProjectException exception) {
    errors.addAll(exception.problems());
  }

  /**
   * These problems without the errors at a place of which others tell already: of one fault found
   * by two readers the more exact one is told.
   */
  public Problems beside(Problems others) {
    Set<Place> told =
        others.errors.stream().flatMap(one -> one.places().stream()).collect(Collectors.toSet());
    Problems rest = new Problems();
    errors.stream()
        .filter(one -> one.place() == null || !told.contains(one.place()))
        .forEach(rest::add);
    warnings.forEach(rest::warn);
    return rest;
  }

  public boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** The errors so far, in the order in which they were added. */
  public List<Problem> errors() {
    return List.copyOf(errors);
  }

  /** The warnings so far, in the order in which they were added. */
  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Does nothing where there are no errors.
   *
   * @throws ProjectException with all errors otherwise
   */
  public void throwIfAny() {
    if (hasErrors()) {
      throw new ProjectException(errors);
    }
  }
}
