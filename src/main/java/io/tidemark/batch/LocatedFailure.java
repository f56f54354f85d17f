package io.tidemark.batch;

import io.tidemark.graph.Node;
import io.tidemark.load.LoadException;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;

/** A failure with the line of the project that it is about, where that is known. */
final class LocatedFailure {

  private LocatedFailure() {}

  /** What is wrong with a node's increment, at the config or the file that asks for it. */
  static Throwable of(Throwable failure, Node node) {
    if (!(failure instanceof LoadException wrong)) {
      return failure;
    }
    String key = wrong.config();
    ConfigValue value = key == null ? null : node.config().value(key);
    ProjectException told =
        new ProjectException(
            Problem.of(String.valueOf(wrong.getMessage()))
                .at(value == null ? node.file().start() : value.place())
                .next(wrong.next()));
    told.initCause(failure);
    return told;
  }
}
