package io.tidemark.batch;

import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.load.increment.LoadException;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.transfer.UnfinishedTransferException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure with the line of the project that it is about, where that is known. */
final class LocatedFailure {

  private LocatedFailure() {}

  /** What is wrong with a node's increment, at the config or the file that asks for it. */
  static Throwable of(Throwable failure, Node node) {
    Throwable said =
        failure instanceof UnfinishedTransferException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(said instanceof LoadException wrong)) {
      return failure;
    }
    ProjectException told =
        new ProjectException(
            Problem.of(String.valueOf(wrong.getMessage()))
                .at(place(wrong, node))
                .next(wrong.next()));
    told.initCause(wrong);
    return failure instanceof UnfinishedTransferException unfinished
        ? new UnfinishedTransferException(unfinished.left(), told, unfinished.stopped())
        : told;
  }

  private static @Nullable Place place(LoadException wrong, Node node) {
    String key = wrong.config();
    ConfigValue value = key == null ? null : node.config().value(key);
    if (value != null) {
      return value.place();
    }
    return node.detail() instanceof NodeDetail.Loaded loaded
        ? loaded.source().table().place()
        : whereAsked(wrong.column(), node.file());
  }

  /** A mark that is not configured is asked for in the template; where, is told by its text. */
  private static Place whereAsked(@Nullable String column, SourceFile file) {
    if (column == null) {
      return file.start();
    }
    List<String> lines = file.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int asked = lines.get(i).indexOf("high_water_mark");
      int named = asked < 0 ? -1 : lines.get(i).indexOf(column, asked);
      if (named >= 0) {
        return file.source().at(i + 1, named + 1);
      }
    }
    return file.start();
  }
}
