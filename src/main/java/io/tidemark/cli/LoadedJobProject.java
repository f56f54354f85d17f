package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.job.JobProject;
import io.tidemark.job.TaskProgram;
import io.tidemark.materialization.Compilation;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.schedule.TaskWork;
import io.tidemark.template.TemplateDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The project as the tasks of one run of a job see it.
 *
 * @param project was read with the names that the run gives to templates
 * @param compiled compiles its nodes
 * @param environment what its commands find in their environment
 * @param sources the databases that its sources are loaded from
 * @param freshness what asks the sources
 * @param jobs what runs another job for the same interval
 */
record LoadedJobProject(
    LoadedProject project,
    CompiledSql compiled,
    Map<String, String> environment,
    SourceDatabases sources,
    Function<TaskWork.Freshness, TaskProgram> freshness,
    Function<TaskWork.RunJob, TaskProgram> jobs)
    implements JobProject {

  LoadedJobProject {
    environment = Map.copyOf(environment);
  }

  @Override
  public String render(
      Place place,
      String text,
      Map<String, ? extends @Nullable Object> names,
      TemplateDatabase database) {
    return project.compiler().knowing(names).on(database).compileJobText(place, text);
  }

  @Override
  public Compilation compilation(
      Node node, TemplateDatabase database, Map<String, ? extends @Nullable Object> names) {
    return compiled.of(node, database, names);
  }

  @Override
  public Path directory() {
    return project.project().root();
  }

  @Override
  public String file(String path, Place place) {
    try {
      return Files.readString(directory().resolve(path));
    } catch (IOException e) {
      throw new ProjectException(
          Problem.of("The file " + path + " can't be read")
              .at(place)
              .found(String.valueOf(e.getMessage())));
    }
  }

  @Override
  public TaskProgram freshness(TaskWork.Freshness work) {
    return freshness.apply(work);
  }

  @Override
  public TaskProgram job(TaskWork.RunJob work) {
    return jobs.apply(work);
  }
}
