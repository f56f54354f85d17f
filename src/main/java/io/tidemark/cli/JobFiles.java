package io.tidemark.cli;

import io.tidemark.project.file.TextDecoder;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.schedule.Jobs;
import io.tidemark.schedule.Task;
import io.tidemark.schedule.TaskWork;
import io.tidemark.template.TemplateSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of the folder {@code jobs/}. */
final class JobFiles {

  private static final String FOLDER = "jobs";

  private JobFiles() {}

  /**
   * Reads them; without the folder there are none.
   *
   * @throws ProjectException with everything that is wrong with any of them
   */
  static Jobs read(Path project) {
    Problems problems = new Problems();
    List<SourceText> texts = new ArrayList<>();
    for (Path file : found(project.resolve(FOLDER))) {
      String name = FOLDER + "/" + file.getFileName();
      try {
        SourceText text = TextDecoder.decode(Files.readAllBytes(file), name, problems);
        if (text != null) {
          texts.add(text);
        }
      } catch (IOException e) {
        problems.add(Problem.of("The file " + name + " can't be read").found(e.getMessage()));
      }
    }
    problems.throwIfAny();
    Jobs jobs = Jobs.read(texts);
    jobs.all().stream()
        .flatMap(job -> job.tasks().stream())
        .forEach(task -> checkFile(task, project, problems));
    problems.throwIfAny();
    return jobs;
  }

  /** That a file of SQL is there is known before the tasks before it have run. */
  private static void checkFile(Task task, Path project, Problems problems) {
    if (!(task.work() instanceof TaskWork.Sql sql) || sql.file() == null) {
      return;
    }
    Path file = project.resolve(sql.file());
    if (Files.isRegularFile(file)) {
      checkTemplate(file, sql.file(), problems);
      return;
    }
    Path folder = file.getParent();
    List<String> others = new ArrayList<>();
    if (folder != null && Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.map(other -> String.valueOf(project.relativize(other))).forEach(others::add);
      } catch (IOException e) {
        // Then there is no nearest name to be told.
        others.clear();
      }
    }
    problems.add(
        Problem.of(
                "There is no file %s, which the task \"%s\" runs".formatted(sql.file(), task.id()))
            .at(sql.place())
            .found("It is looked for in the project's directory.")
            .next(NearestName.question(sql.file(), others).orElse(null)));
  }

  private static void checkTemplate(Path file, String name, Problems problems) {
    try {
      SourceText text = TextDecoder.decode(Files.readAllBytes(file), name, problems);
      if (text != null) {
        TemplateSyntax.check(text.at(1, 0), text.text(), problems);
      }
    } catch (IOException e) {
      problems.add(Problem.of("The file " + name + " can't be read").found(e.getMessage()));
    }
  }

  private static List<Path> found(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(JobFiles::isYaml).sorted().toList();
    } catch (IOException e) {
      throw new ProjectException(
          Problem.of("The folder " + FOLDER + " can't be read").found(e.getMessage()));
    }
  }

  private static boolean isYaml(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file) && (name.endsWith(".yml") || name.endsWith(".yaml"));
  }
}
