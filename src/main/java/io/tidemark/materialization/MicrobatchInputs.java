package io.tidemark.materialization;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.compile.EventTime;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.WarningKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the microbatch models of a project read: only what has an event time is filtered. */
public final class MicrobatchInputs {

  private final Manifest manifest;

  /** The inputs of the manifest's models. */
  public MicrobatchInputs(Manifest manifest) {
    this.manifest = manifest;
  }

  /**
   * Checks the event times of everything that a microbatch model reads.
   *
   * @throws ProjectException that names every one that is no column
   */
  public void check() {
    Problems problems = new Problems();
    microbatchModels().stream()
        .flatMap(node -> inputs(node).stream())
        .distinct()
        .forEach(
            input -> {
              try {
                EventTime.of(input);
              } catch (ProjectException e) {
                problems.add(e);
              }
            });
    problems.throwIfAny();
  }

  /** The models whose batches would each read everything, and settings that mean nothing. */
  public List<Problem> warnings() {
    List<Problem> warnings = new ArrayList<>();
    for (Node node : microbatchModels()) {
      if (inputs(node).stream().allMatch(input -> EventTime.of(input).isEmpty())) {
        warnings.add(
            Problem.of(
                    "The microbatch model "
                        + node.name()
                        + " reads nothing that has an event_time, so each of its batches reads all"
                        + " rows")
                .at(node.file().start())
                .next("Set event_time on the models or sources that it reads.")
                .named(WarningKind.NO_EVENT_TIME_INPUTS));
      }
    }
    manifest.models().values().stream()
        .filter(node -> node.asksForBatches() && !node.microbatch())
        .findFirst()
        .ifPresent(node -> warnings.add(wholeWarning(node)));
    return warnings;
  }

  /** As dbt, once for the project. */
  private static Problem wholeWarning(Node node) {
    return Problem.of(
            "The project's own get_incremental_microbatch_sql is run without batches, which dbt"
                + " will give up")
        .at(node.file().start())
        .next(
            "Set flags: {require_batched_execution_for_custom_microbatch_strategy: true} in"
                + " dbt_project.yml.")
        .named(WarningKind.MICROBATCH_OUTSIDE_OF_BATCHES);
  }

  private List<Node> microbatchModels() {
    return manifest.models().values().stream().filter(Node::microbatch).toList();
  }

  private List<Selectable> inputs(Node node) {
    Map<String, Selectable> all = manifest.selectable();
    return node.dependsOn().stream().map(all::get).filter(Objects::nonNull).toList();
  }
}
