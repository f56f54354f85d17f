package io.tidemark.project.properties;

import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.shape.ShapeCheck;
import io.tidemark.project.shape.Shapes;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import io.tidemark.project.yaml.YamlRendering;
import io.tidemark.project.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one properties file says.
 *
 * @param problems what is wrong with the file, for the caller to collect
 */
record FileProperties(
    List<NodeProperties> nodes,
    List<SourceDefinition> sources,
    List<MacroProperties> macros,
    List<RawProperties> others,
    Problems problems) {

  private static final Set<String> NODES =
      Set.of("models", "seeds", "snapshots", "analyses", "data_tests", "functions");
  private static final Set<String> OTHERS =
      Set.of("exposures", "unit_tests", "groups", "metrics", "semantic_models", "saved_queries");

  /** Reads a file; what is wrong is in {@link #problems}. Safe for several threads. */
  static FileProperties read(SourceFile file, ValueRenderer renderer) {
    FileProperties result =
        new FileProperties(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new Problems());
    // dbt reads files without the white space at their end: a block text there ends without a line.
    SourceText source = SourceText.of(file.source().file(), file.text().stripTrailing());
    YamlNode root = YamlReader.read(source, result.problems);
    if (root instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> result.readKey(file, mapping, entry, renderer));
    } else if (root != null && root.value() != null) {
      result.problems.add(
          Problem.of("A properties file must be a mapping of keys to lists")
              .at(root.place())
              .found("Found %s.".formatted(root.description()))
              .next("Begin it with \"models:\", \"sources:\" or another of dbt's keys."));
    }
    return result;
  }

  private void readKey(SourceFile file, YamlMapping root, YamlEntry key, ValueRenderer renderer) {
    String kind = key.name();
    boolean known =
        NODES.contains(kind)
            || OTHERS.contains(kind)
            || kind.equals("sources")
            || kind.equals("macros");
    // An unknown key is kept by leaving it alone: people put their anchors there.
    if (!known) {
      return;
    }
    if (key.value() instanceof YamlScalar scalar && scalar.value() == null) {
      problems.add(
          Problem.of("\"%s\" has no value".formatted(kind))
              .at(key.place())
              .found("It has to be a list.")
              .next("List the entries below it, or remove the line."));
      return;
    }
    for (YamlMapping entry : new YamlFields(root, problems).mappings(kind)) {
      YamlMapping rendered =
          new YamlRendering(renderer, path -> PropertiesRendering.isRendered(kind, path), problems)
              .render(entry);
      Problems shape = new Problems();
      new ShapeCheck(shape)
          .check(
              "An entry of \"%s\"".formatted(kind),
              Objects.requireNonNull(Shapes.entry(kind)),
              rendered);
      Problems found = new Problems();
      readEntry(kind, file, rendered, shape.hasErrors(), found);
      if (kind.equals("data_tests")) {
        // As in dbt, which leaves an entry of them that it can't read.
        shape.errors().forEach(problems::warn);
      } else {
        problems.addAll(shape);
      }
      problems.addAll(found.beside(shape));
    }
  }

  /**
   * Reads an entry.
   *
   * @param faulty whether it does not have its shape; then it is read for what else is wrong
   */
  private void readEntry(
      String kind, SourceFile file, YamlMapping entry, boolean faulty, Problems found) {
    if (faulty && kind.equals("data_tests")) {
      return;
    }
    if (NODES.contains(kind)) {
      readNode(kind, entry, found);
    } else if (kind.equals("sources")) {
      SourceDefinition source = new SourceReader(found).read(file, entry);
      if (source != null) {
        sources.add(source);
      }
    } else if (kind.equals("macros")) {
      readMacro(entry, found);
    } else if (!faulty) {
      others.add(new RawProperties(kind, entry));
    }
  }

  private void readNode(String kind, YamlMapping mapping, Problems found) {
    NodeProperties node = node(kind, mapping, found);
    if (node != null) {
      nodes.add(node);
    }
  }

  /** The node of an entry; null, with a problem, where it has no name. */
  static @Nullable NodeProperties node(String kind, YamlMapping mapping, Problems problems) {
    EntryReader entry = new EntryReader(mapping, problems);
    String name = entry.name(kind);
    if (name == null) {
      return null;
    }
    return new NodeProperties(
        kind,
        name,
        entry.description(),
        entry.columns(),
        entry.config("meta", "docs", "group", "contract", "access"),
        entry.tests(),
        entry.raw("constraints"),
        entry.fields().get("latest_version"),
        entry.fields().mappings("versions"),
        mapping,
        entry.place(),
        null);
  }

  private void readMacro(YamlMapping mapping, Problems found) {
    EntryReader entry = new EntryReader(mapping, found);
    String name = entry.name("macros");
    if (name == null) {
      return;
    }
    List<MacroProperties.Argument> arguments = new ArrayList<>();
    for (YamlMapping argument : entry.fields().mappings("arguments")) {
      EntryReader one = new EntryReader(argument, found);
      String argumentName = one.name("arguments");
      if (argumentName != null) {
        String type = one.fields().text("type");
        arguments.add(new MacroProperties.Argument(argumentName, type, one.description()));
      }
    }
    macros.add(
        new MacroProperties(
            name,
            entry.description(),
            List.copyOf(arguments),
            entry.mergedConfig(),
            mapping,
            entry.place()));
  }
}
