package io.tidemark.template;

import io.tidemark.project.Project;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.WarningKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tags beside the definitions of a file that is read for these alone: a forgotten {@code endmacro},
 * most often. They have no effect; dbt warns of them and will refuse them.
 */
public final class UnexpectedTags {

  private static final Set<String> MACROS = Set.of("macro", "materialization", "test", "data_test");
  private static final Set<String> SNAPSHOTS = Set.of("snapshot");

  private UnexpectedTags() {}

  /** Those of a project and its packages. */
  public static List<Problem> of(Project project) {
    List<Problem> found = new ArrayList<>();
    for (Project one : project.packages()) {
      one.files().of(FileKind.MACRO).forEach(file -> add(file, MACROS, found));
      one.files().of(FileKind.SNAPSHOT).forEach(file -> add(file, SNAPSHOTS, found));
    }
    return found;
  }

  private static void add(SourceFile file, Set<String> expected, List<Problem> found) {
    for (DefinitionFile.Tag tag : DefinitionFile.tagsBeside(file.text(), expected)) {
      found.add(
          Problem.of("Found unexpected '%s' block tag.".formatted(tag.name()))
              .at(file.source().atOffset(tag.offset()))
              .next("Remove it: outside of definitions it has no effect here.")
              .named(WarningKind.UNEXPECTED_JINJA_BLOCK));
    }
  }
}
