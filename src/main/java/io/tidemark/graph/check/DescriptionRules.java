package io.tidemark.graph.check;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Descriptions;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.SourceNode;
import io.tidemark.project.Project;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.MacroProperties;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import io.tidemark.template.MacroLibrary;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Every description of what is in use can be rendered: as in dbt the docs blocks that it names are
 * looked for when the project is read, before anything runs.
 */
public final class DescriptionRules {

  /** What has descriptions of its own within the entry of a node, source or macro. */
  private static final List<String> PARTS =
      List.of("columns", "versions", "arguments", "entities", "dimensions", "measures");

  private final Descriptions descriptions;
  private final Problems problems;
  private final Set<YamlMapping> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * The rules of a project.
   *
   * @param problems takes each description that can't be rendered, at its place
   */
  public DescriptionRules(Descriptions descriptions, Problems problems) {
    this.descriptions = descriptions;
    this.problems = problems;
  }

  /** Looks at all but macros and, as dbt, unit tests. */
  public void check(Manifest manifest) {
    for (Selectable one : manifest.selectable().values()) {
      for (YamlMapping written : written(one)) {
        check(written, one.packageName());
      }
    }
  }

  /** Looks at the macros of a project and of its packages. */
  public void check(Project project, MacroLibrary macros) {
    for (Project owner : project.packages()) {
      for (MacroProperties macro : owner.properties().macros().values()) {
        if (macros.inPackage(owner.name(), macro.name()).isPresent()) {
          check(macro.mapping(), owner.name());
        }
      }
    }
  }

  private static List<YamlMapping> written(Selectable one) {
    if (one instanceof Node node) {
      return node.properties() == null ? List.of() : List.of(node.properties().mapping());
    }
    if (one instanceof SourceNode source) {
      return List.of(source.table().mapping(), source.source().mapping());
    }
    return one instanceof Declaration declaration ? List.of(declaration.mapping()) : List.of();
  }

  private void check(YamlMapping entry, String packageName) {
    if (!seen.add(entry)) {
      return;
    }
    if (entry.get("description") instanceof YamlScalar text && text.value() instanceof String) {
      render(text, packageName);
    }
    for (String part : PARTS) {
      if (entry.get(part) instanceof YamlSequence parts) {
        for (YamlNode one : parts.items()) {
          if (one instanceof YamlMapping mapping) {
            check(mapping, packageName);
          }
        }
      }
    }
  }

  private void render(YamlScalar text, String packageName) {
    try {
      descriptions.of(String.valueOf(text.value()), packageName);
    } catch (ProjectException e) {
      for (Problem problem : e.problems()) {
        problems.add(
            new Problem(
                problem.what(),
                List.of(text.place()),
                problem.found(),
                problem.next(),
                problem.kind()));
      }
    }
  }
}
