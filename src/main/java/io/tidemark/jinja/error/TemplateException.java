package io.tidemark.jinja.error;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A template could not be parsed or rendered. Carries the place and the plain message apart, so
 * that a caller can build its own report; {@link #getMessage} is a report a person can read.
 */
public abstract class TemplateException extends RuntimeException {
  private final String problem;
  private final Place place;
  private final @Nullable String unknownName;
  private final List<String> candidates;

  TemplateException(
      String problem,
      Place place,
      @Nullable String unknownName,
      List<String> candidates,
      @Nullable Throwable cause) {
    super(problem, cause);
    this.problem = problem;
    this.place = place;
    this.unknownName = unknownName;
    this.candidates = List.copyOf(candidates);
  }

  /** What is wrong, in Jinja2's and Python's words. */
  public String problem() {
    return problem;
  }

  public Place place() {
    return place;
  }

  /** The name of the template in which it happened. */
  public String templateName() {
    return place.template();
  }

  /** The line in the template, counted from 1. */
  public int line() {
    return place.line();
  }

  /** The text of the line. */
  public String lineText() {
    return place.text();
  }

  /** The name that is not known, if that is what is wrong. */
  public Optional<String> unknownName() {
    return Optional.ofNullable(unknownName);
  }

  /** The names that would have been known in place of {@link #unknownName}; often empty. */
  public List<String> candidates() {
    return candidates;
  }

  /** The candidate that was most likely meant. */
  public Optional<String> nearest() {
    return unknownName == null ? Optional.empty() : NearestName.of(unknownName, candidates);
  }

  @Override
  public String getMessage() {
    StringBuilder report = new StringBuilder();
    report.append(heading()).append(problem).append("\n  at ").append(place);
    if (!place.text().isBlank()) {
      report.append("\n    ").append(place.text().strip());
    }
    appendDetails(report);
    nearest().ifPresent(name -> report.append("\n  did you mean '").append(name).append("'?"));
    return report.toString();
  }

  /** The words before the problem. */
  protected abstract String heading();

  /** Lines between the place and the suggestion. */
  protected void appendDetails(StringBuilder report) {}
}
