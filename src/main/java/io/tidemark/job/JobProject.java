package io.tidemark.job;

import io.tidemark.graph.Node;
import io.tidemark.materialization.Compilation;
import io.tidemark.materialization.SourceConnections;
import io.tidemark.project.problem.Place;
import io.tidemark.schedule.TaskWork;
import io.tidemark.template.TemplateDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a job's run needs of the project. Thread-safe. */
public interface JobProject {

  /**
   * Renders a text of the job file; without white space around.
   *
   * @param names what it knows beside the run's own names
   * @throws io.tidemark.project.problem.ProjectException if that fails
   */
  String render(
      Place place,
      String text,
      Map<String, ? extends @Nullable Object> names,
      TemplateDatabase database);

  /** A node's template, ready to be rendered. */
  Compilation compilation(
      Node node, TemplateDatabase database, Map<String, ? extends @Nullable Object> names);

  /** The project's directory, in which commands run. */
  Path directory();

  /** What commands find in their environment, beside that of this process. */
  Map<String, String> environment();

  /** The text of a file of the project, for {@code sql: {file: …}}. */
  String file(String path, Place place);

  /** The databases that sources are loaded from. */
  SourceConnections sources();

  /** What asks the sources how fresh they are. */
  TaskProgram freshness(TaskWork.Freshness work);

  /** What runs another job for the same interval. */
  TaskProgram job(TaskWork.RunJob work);
}
