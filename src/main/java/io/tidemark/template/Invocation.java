package io.tidemark.template;

import io.tidemark.postgres.NameQuoting;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a command before any template is rendered. Immutable.
 *
 * @param id identifies the run; a UUID
 * @param startedAt {@code run_started_at}
 * @param projectName {@code project_name}
 * @param target what {@code {{ target.name }}} and its kind say; never a password
 * @param variables the project's and the command line's
 * @param environment the process's environment variables
 * @param flags what {@code {{ flags.FULL_REFRESH }}} and its kind say
 * @param strict true if a name that does not exist is an error where it is printed
 * @param job the names that a job's run gives to templates; empty outside of one
 * @param quoting which parts of a relation's name are quoted, if nothing else is said
 */
public record Invocation(
    String id,
    Instant startedAt,
    String projectName,
    Map<String, @Nullable Object> target,
    Variables variables,
    Map<String, String> environment,
    Map<String, @Nullable Object> flags,
    boolean strict,
    Map<String, @Nullable Object> job,
    NameQuoting quoting) {

  /** An invocation that runs no job. */
  public Invocation(
      String id,
      Instant startedAt,
      String projectName,
      Map<String, @Nullable Object> target,
      Variables variables,
      Map<String, String> environment,
      Map<String, @Nullable Object> flags,
      boolean strict) {
    this(
        id,
        startedAt,
        projectName,
        target,
        variables,
        environment,
        flags,
        strict,
        Map.of(),
        NameQuoting.ALL);
  }

  /** What {@code flags.FULL_REFRESH} says. */
  public boolean fullRefresh() {
    return Boolean.TRUE.equals(flags.get("FULL_REFRESH"));
  }

  /** The same with other variables. */
  public Invocation with(Variables others) {
    return new Invocation(
        id, startedAt, projectName, target, others, environment, flags, strict, job, quoting);
  }

  /** The same for a project with other names. */
  public Invocation with(NameQuoting names) {
    return new Invocation(
        id, startedAt, projectName, target, variables, environment, flags, strict, job, names);
  }

  /** The same with more flags; those that are there win. */
  public Invocation withFlags(Map<String, @Nullable Object> more) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(flags);
    more.forEach(
        (name, value) -> {
          if (all.get(name) == null) {
            all.put(name, value);
          }
        });
    return new Invocation(
        id, startedAt, projectName, target, variables, environment, all, strict, job, quoting);
  }
}
