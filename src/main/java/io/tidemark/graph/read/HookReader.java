package io.tidemark.graph.read;

import io.tidemark.graph.Defaults;
import io.tidemark.graph.Draft;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.project.Project;
import io.tidemark.project.RunHook;
import io.tidemark.project.file.Checksum;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes nodes of a package's {@code on-run-start} and {@code on-run-end}. As in dbt they are
 * configured like models, and one that is disabled so does not run.
 */
final class HookReader {

  private static final String FILE = "dbt_project.yml";

  private final Project owner;
  private final NodeReader nodes;

  HookReader(Project owner, NodeReader nodes) {
    this.owner = owner;
    this.nodes = nodes;
  }

  /** All of them, enabled or not; what is wrong is left out and told. */
  List<Node> read(Problems problems) {
    List<Node> hooks = new ArrayList<>();
    List<RunHook> start = owner.file().onRunStart();
    List<RunHook> end = owner.file().onRunEnd();
    if (start.isEmpty() && end.isEmpty()) {
      return hooks;
    }
    try {
      Checksum checksum = checksum();
      add(hooks, start, true, checksum, problems);
      add(hooks, end, false, checksum, problems);
    } catch (ProjectException e) {
      problems.add(e);
    }
    return hooks;
  }

  private void add(
      List<Node> hooks,
      List<RunHook> written,
      boolean start,
      Checksum checksum,
      Problems problems) {
    for (int i = 0; i < written.size(); i++) {
      RunHook hook = written.get(i);
      NodeDetail.RunHook detail = new NodeDetail.RunHook(start, i, hook.sql(), hook.place());
      String name = owner.name() + "-" + detail.tag() + "-" + i;
      SourceFile file =
          new SourceFile(
              FileKind.PROPERTIES,
              "./" + FILE,
              ".",
              file(),
              SourceText.of(hook.place().file(), hook.sql()),
              checksum);
      try {
        hooks.add(
            nodes.read(
                new Draft(
                    ResourceType.OPERATION,
                    "operation." + owner.name() + "." + name,
                    owner.name(),
                    name,
                    List.of(owner.name(), "hooks", name),
                    file,
                    Defaults.of(ResourceType.OPERATION),
                    List.of(),
                    null,
                    detail)));
      } catch (ProjectException e) {
        problems.add(e);
      }
    }
  }

  private Path file() {
    return owner.root().resolve(FILE);
  }

  private Checksum checksum() {
    try {
      return Checksum.ofContents(Files.readString(file()));
    } catch (IOException e) {
      throw new ProjectException(
          Problem.of("The file " + FILE + " of " + owner.name() + " can't be read")
              .found(String.valueOf(e.getMessage())));
    }
  }
}
