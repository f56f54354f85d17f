package io.tidemark.project.properties;

import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads all properties files of a project, several at once, and joins what they say. */
public final class PropertiesReader {

  private static final String WHAT_TO_DO = "Remove one of them, or join them.";

  private final Problems problems;
  private final Map<String, Map<String, NodeProperties>> nodes = new LinkedHashMap<>();
  private final List<SourceDefinition> sources = new ArrayList<>();
  private final Map<String, MacroProperties> macros = new LinkedHashMap<>();
  private final List<RawProperties> others = new ArrayList<>();
  private final Map<List<String>, Place> tables = new HashMap<>();

  private PropertiesReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads the files.
   *
   * @param files in the order in which they are to be joined
   * @param renderer renders the templates in them; used by several threads
   * @param problems receives what is wrong; what is right is returned none the less
   */
  public static Properties read(List<SourceFile> files, ValueRenderer renderer, Problems problems) {
    PropertiesReader reader = new PropertiesReader(problems);
    files.parallelStream()
        .map(file -> FileProperties.read(file, renderer))
        .toList()
        .forEach(reader::add);
    return new Properties(
        Collections.unmodifiableMap(reader.nodes),
        List.copyOf(reader.sources),
        Collections.unmodifiableMap(reader.macros),
        List.copyOf(reader.others));
  }

  /**
   * Reads an entry that stands as a model's, wherever it was found: a version of a model.
   *
   * @return null, with a problem, where it has no name
   */
  public static @Nullable NodeProperties model(YamlMapping entry, Problems problems) {
    return FileProperties.node("models", entry, problems);
  }

  private void add(FileProperties file) {
    problems.addAll(file.problems());
    file.nodes().forEach(this::addNode);
    file.sources().forEach(this::addSource);
    file.macros().forEach(this::addMacro);
    others.addAll(file.others());
  }

  private void addNode(NodeProperties node) {
    NodeProperties first =
        nodes
            .computeIfAbsent(node.kind(), kind -> new LinkedHashMap<>())
            .putIfAbsent(node.name(), node);
    if (first != null) {
      duplicate(
          "\"%s\" is described twice under \"%s\"".formatted(node.name(), node.kind()),
          node.place(),
          first.place());
    }
  }

  private void addMacro(MacroProperties macro) {
    MacroProperties first = macros.putIfAbsent(macro.name(), macro);
    if (first != null) {
      duplicate(
          "The macro \"%s\" is described twice".formatted(macro.name()),
          macro.place(),
          first.place());
    }
  }

  private void addSource(SourceDefinition source) {
    sources.add(source);
    if (SourceOverrides.overrides(source)) {
      return;
    }
    for (SourceTable table : source.tables()) {
      Place first = tables.putIfAbsent(List.of(source.name(), table.name()), table.place());
      if (first != null) {
        duplicate(
            "The source table \"%s.%s\" is defined twice".formatted(source.name(), table.name()),
            table.place(),
            first);
      }
    }
  }

  private void duplicate(String what, Place place, Place first) {
    problems.add(Problem.of(what).at(place).at(first).next(WHAT_TO_DO));
  }
}
