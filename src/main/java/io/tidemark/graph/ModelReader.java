package io.tidemark.graph;

import io.tidemark.project.Project;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.ParsedModel;
import io.tidemark.template.TemplateEngine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes a node of a model's file; what it reads is resolved later. Thread-safe. */
final class ModelReader {

  private final Project project;
  private final TemplateEngine engine;
  private final Names names;

  ModelReader(Project project, TemplateEngine engine) {
    this.project = project;
    this.engine = engine;
    this.names = new Names(engine);
  }

  /**
   * Reads it. The node depends on nothing yet.
   *
   * @throws ProjectException if the file is no model, its template fails or its config is wrong
   */
  Node read(SourceFile file) {
    refuseWhatIsNoModel(file);
    String packageName = project.name();
    List<String> fqn = file.fqn(packageName);
    NodeProperties properties = project.properties().model(file.name()).orElse(null);
    List<ConfigLayer> layers = new ArrayList<>(project.file().models().layersFor(fqn));
    if (properties != null) {
      layers.add(properties.config());
    }
    ParsedModel parsed = engine.parse(file, packageName, NodeConfig.merge(layers));
    layers.addAll(parsed.configs());
    NodeConfig config = NodeConfig.merge(layers);
    return new Node(
        "model." + packageName + "." + file.name(),
        packageName,
        file.name(),
        fqn,
        file,
        config,
        withHooks(parsed, packageName, config),
        names.of(file, packageName, fqn, config),
        List.of(),
        properties);
  }

  private ParsedModel withHooks(ParsedModel model, String packageName, NodeConfig config) {
    List<ParsedModel> all =
        List.of(
            model,
            engine.parseHooks(config.preHooks(), packageName, config),
            engine.parseHooks(config.postHooks(), packageName, config));
    Set<String> macros = new LinkedHashSet<>();
    all.forEach(parsed -> macros.addAll(parsed.macros()));
    return new ParsedModel(
        model.configs(),
        all.stream().flatMap(parsed -> parsed.refs().stream()).toList(),
        all.stream().flatMap(parsed -> parsed.sources().stream()).toList(),
        macros,
        model.watermarks());
  }

  private static void refuseWhatIsNoModel(SourceFile file) {
    if (file.isPython()) {
      throw new ProjectException(
          Problem.of("Python models can't run on PostgreSQL")
              .at(file.start())
              .next("Write the model in SQL, or disable it: +enabled: false."));
    }
    if (file.text().isBlank()) {
      throw new ProjectException(
          Problem.of("The model " + file.name() + " is empty")
              .at(file.start())
              .next("Write a SELECT into it, or remove the file."));
    }
  }
}
