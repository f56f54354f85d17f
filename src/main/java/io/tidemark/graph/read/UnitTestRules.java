package io.tidemark.graph.read;

import io.tidemark.graph.Node;
import io.tidemark.graph.UnitTest;
import io.tidemark.project.Project;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What dbt asks of unit tests before it runs any. */
final class UnitTestRules {

  private static final String IS_INCREMENTAL = "is_incremental";
  private static final String THIS = "this";

  private UnitTestRules() {}

  /**
   * A model that asks whether it is incremental depends on it, so the test has to say which it
   * means, and where it is, what is in the model's table.
   *
   * @throws ProjectException if it does not
   */
  static void checkIncremental(
      String name, YamlMapping mapping, List<UnitTest.Given> given, Node tested) {
    // As in dbt the model or a hook of it has to ask, not a macro that they call.
    if (!tested.parsed().macros().contains("macro.dbt." + IS_INCREMENTAL)) {
      return;
    }
    Object override = override(mapping);
    if (!(override instanceof Boolean incremental)) {
      throw new ProjectException(
          Problem.of(
                  ("Boolean override for 'is_incremental' must be provided for unit test '%s' in"
                          + " model '%s'")
                      .formatted(name, tested.name()))
              .at(mapping.place())
              .found(override == null ? null : "Found " + override + ".")
              .next("Add to it: overrides: {macros: {is_incremental: false}}"));
    }
    if (incremental && given.stream().noneMatch(one -> one.input().equals(THIS))) {
      throw new ProjectException(
          Problem.of(
                  "Unit test '%s' for incremental model '%s' must have a 'this' input"
                      .formatted(name, tested.name()))
              .at(mapping.placeOf("given"))
              .next("Add to \"given\": - {input: this, rows: []}"));
    }
  }

  private static @Nullable Object override(YamlMapping mapping) {
    YamlNode override =
        mapping.get("overrides") instanceof YamlMapping overrides
                && overrides.get("macros") instanceof YamlMapping macros
            ? macros.get(IS_INCREMENTAL)
            : null;
    return override == null ? null : override.value();
  }

  /** A fixture is told by its file's name alone, whatever its folder and its format. */
  static void checkFixtures(Project owner, Problems problems) {
    Map<String, SourceFile> byName = new HashMap<>();
    for (SourceFile file : owner.files().of(FileKind.FIXTURE)) {
      SourceFile other = byName.putIfAbsent(file.name(), file);
      if (other != null) {
        problems.add(
            Problem.of("dbt found two fixtures with the name \"%s\"".formatted(file.name()))
                .at(other.start())
                .at(file.start())
                .found("Their folders and whether they are CSV or SQL tell them not apart.")
                .next("Rename one of them."));
      }
    }
  }
}
