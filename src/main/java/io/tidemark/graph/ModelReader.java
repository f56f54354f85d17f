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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a node of a model's file of a package; what it reads is resolved later. Thread-safe. */
final class ModelReader {

  private static final String SECTION = "models";

  private final Project project;
  private final Project owner;
  private final TemplateEngine engine;
  private final Names names;

  /**
   * A reader.
   *
   * @param project the project that is run
   * @param owner the package whose models are read
   */
  ModelReader(Project project, Project owner, TemplateEngine engine) {
    this.project = project;
    this.owner = owner;
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
    String packageName = owner.name();
    List<String> fqn = file.fqn(packageName);
    NodeProperties properties = owner.properties().model(file.name()).orElse(null);
    List<ConfigLayer> layers = new ArrayList<>(owner.layersFor(SECTION, fqn));
    if (properties != null) {
      layers.add(properties.config());
    }
    NodeConfig general = NodeConfig.merge(layers);
    ParsedModel parsed =
        engine.parse(
            file, packageName, general, ModelValues.of(file, packageName, general, properties));
    layers.addAll(parsed.configs());
    layers.addAll(project.overridesFor(owner, SECTION, fqn));
    NodeConfig config = NodeConfig.merge(layers);
    Map<String, @Nullable Object> model = ModelValues.of(file, packageName, config, properties);
    return new Node(
        ModelValues.uniqueId(packageName, file.name()),
        ResourceType.MODEL,
        packageName,
        file.name(),
        fqn,
        file,
        config,
        withHooks(parsed, packageName, config, model, properties),
        names.of(file, packageName, config, model),
        List.of(),
        properties,
        NodeDetail.Model.PLAIN);
  }

  private ParsedModel withHooks(
      ParsedModel parsed,
      String packageName,
      NodeConfig config,
      Map<String, @Nullable Object> model,
      @Nullable NodeProperties properties) {
    List<ParsedModel> all =
        List.of(
            parsed,
            engine.parseHooks(config.preHooks(), packageName, config, model),
            engine.parseHooks(config.postHooks(), packageName, config, model),
            engine.parseHooks(
                ConstraintTargets.of(config, properties), packageName, config, model));
    Set<String> macros = new LinkedHashSet<>();
    all.forEach(one -> macros.addAll(one.macros()));
    return new ParsedModel(
        parsed.configs(),
        all.stream().flatMap(one -> one.refs().stream()).toList(),
        all.stream().flatMap(one -> one.sources().stream()).toList(),
        macros,
        parsed.watermarks());
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
