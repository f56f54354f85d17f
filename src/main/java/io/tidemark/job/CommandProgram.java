package io.tidemark.job;

import io.tidemark.schedule.TaskWork;
import io.tidemark.template.TemplateDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A program, in the project's directory. */
record CommandProgram(TaskWork.Command work, JobProject project) implements TaskProgram {

  @Override
  public TaskAnswer run(TaskTry attempt) {
    List<String> words = work.words().stream().map(word -> rendered(word, attempt)).toList();
    Map<String, String> environment = new LinkedHashMap<>(project.environment());
    work.environment().forEach((name, value) -> environment.put(name, rendered(value, attempt)));
    ChildProcess process = new ChildProcess(project.directory(), environment, attempt.output());
    int exitCode = process.run(words, work.shell(), attempt.cancelled());
    Integer skip = work.skipExitCode();
    if (exitCode == 0) {
      return new TaskAnswer.Done("", -1);
    }
    if (skip != null && exitCode == skip && !attempt.cancelled().stopped()) {
      return new TaskAnswer.Skip("exit_code", "It ended with the exit code " + exitCode);
    }
    List<String> last = process.lastLines();
    String said = last.isEmpty() ? "" : "\n" + String.join("\n", last);
    throw new TaskFailedException("It ended with the exit code " + exitCode + said);
  }

  private String rendered(String text, TaskTry attempt) {
    return project.render(work.place(), text, attempt.names(), TemplateDatabase.none());
  }
}
