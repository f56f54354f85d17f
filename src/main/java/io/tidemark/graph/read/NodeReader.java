package io.tidemark.graph.read;

import io.tidemark.graph.Draft;
import io.tidemark.graph.ModelValues;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.StaticCall;
import io.tidemark.project.Project;
import io.tidemark.project.config.ConfigCalls;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.Hook;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.template.FunctionCall;
import io.tidemark.template.ParsedModel;
import io.tidemark.template.RefCall;
import io.tidemark.template.SourceCall;
import io.tidemark.template.TemplateEngine;
import io.tidemark.template.WrittenConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes nodes of a package's drafts; what they read is resolved later. Thread-safe. */
final class NodeReader {

  private static final String MICROBATCH_SQL = "get_incremental_microbatch_sql";
  private static final String REQUIRE_BATCHES =
      "require_batched_execution_for_custom_microbatch_strategy";

  private final Project project;
  private final Project owner;
  private final TemplateEngine engine;
  private final Names names;

  /**
   * A reader.
   *
   * @param project the project that is run
   * @param owner the package whose nodes are read
   */
  NodeReader(Project project, Project owner, TemplateEngine engine) {
    this.project = project;
    this.owner = owner;
    this.engine = engine;
    this.names = new Names(engine, project.file().quoting().resolved());
  }

  /**
   * Renders the draft's template for the first time. The node depends on nothing yet.
   *
   * @throws ProjectException if its template fails or its configuration is wrong
   */
  Node read(Draft draft) {
    return read(draft, general -> parse(draft, general));
  }

  /**
   * Makes the node.
   *
   * @param parse learns what the template says, given what is configured outside of it
   */
  Node read(Draft draft, Function<NodeConfig, ParsedModel> parse) {
    List<ConfigLayer> layers = new ArrayList<>();
    layers.add(draft.defaults());
    for (String section : sections(draft.type())) {
      layers.addAll(owner.layersFor(section, draft.fqn()));
    }
    boolean templates = project.file().comparesTemplates();
    draft.beside().forEach(layer -> layers.add(templates ? layer : layer.asRendered()));
    NodeConfig general = NodeConfig.merge(layers);
    ParsedModel parsed = parse.apply(general);
    layers.addAll(
        templates ? asWritten(parsed.configs(), draft) : ConfigCalls.together(parsed.configs()));
    for (String section : sections(draft.type())) {
      layers.addAll(project.overridesFor(owner, section, draft.fqn()));
    }
    NodeConfig config = NodeConfig.merge(layers);
    config.check(draft.type().dbtName());
    NodeColor.check(config);
    BuildAfter.check(config);
    Map<String, @Nullable Object> values = ModelValues.of(draft, config);
    return new Node(
        draft.uniqueId(),
        draft.type(),
        draft.packageName(),
        draft.name(),
        draft.fqn(),
        draft.file(),
        config,
        withWhatElseItReads(parsed, draft, config, values),
        names.of(draft, config, values),
        List.of(),
        draft.properties(),
        withAccess(draft, config));
  }

  private static List<ConfigLayer> asWritten(List<ConfigLayer> configs, Draft draft) {
    if (configs.isEmpty() || draft.type() == ResourceType.SEED) {
      return configs;
    }
    Map<String, String> texts = WrittenConfig.of(draft.file());
    return configs.stream().map(layer -> layer.asWritten(texts)).toList();
  }

  /** dbt configures analyses and hooks of the run as models. */
  private static List<String> sections(ResourceType type) {
    return switch (type) {
      case ANALYSIS -> List.of(ResourceType.MODEL.section(), type.section());
      case OPERATION -> List.of(ResourceType.MODEL.section());
      default -> List.of(type.section());
    };
  }

  private ParsedModel parse(Draft draft, NodeConfig general) {
    if (draft.type() == ResourceType.SEED) {
      return ParsedModel.NOTHING;
    }
    if (draft.detail() instanceof NodeDetail.RunHook hook) {
      return engine
          .firstRendering()
          .runHook(
              hook.sql(),
              hook.place(),
              draft.packageName(),
              general,
              ModelValues.of(draft, general));
    }
    return engine
        .firstRendering()
        .model(draft.file(), draft.packageName(), general, ModelValues.of(draft, general));
  }

  /** Hooks are part of the node, and a foreign key needs the table that it leads to. */
  private ParsedModel withWhatElseItReads(
      ParsedModel parsed, Draft draft, NodeConfig config, Map<String, @Nullable Object> values) {
    String packageName = draft.packageName();
    List<ParsedModel> all =
        List.of(
            parsed,
            hooks(config.preHooks(), packageName, config, values),
            hooks(config.postHooks(), packageName, config, values));
    List<RefCall> refs = new ArrayList<>();
    List<SourceCall> sources = new ArrayList<>();
    Set<FunctionCall> functions = new LinkedHashSet<>();
    Set<String> macros = new LinkedHashSet<>();
    for (ParsedModel one : all) {
      refs.addAll(one.refs());
      sources.addAll(one.sources());
      functions.addAll(one.functions());
      macros.addAll(one.macros());
    }
    if (draft.type() == ResourceType.MODEL && draft.properties() != null) {
      PrimaryKeyRules.check(draft.properties());
      List<YamlNode> constraints = new ArrayList<>(draft.properties().constraints());
      draft.properties().columns().forEach(column -> constraints.addAll(column.constraints()));
      for (YamlNode constraint : constraints) {
        StaticCall.to(constraint)
            .ifPresentOrElse(
                call -> call.addTo(refs, sources), () -> ForeignKeys.check(draft, constraint));
      }
    }
    return new ParsedModel(
        parsed.configs(),
        List.copyOf(refs),
        sources,
        List.copyOf(functions),
        macros,
        parsed.watermarks(),
        all.stream().flatMap(one -> one.metrics().stream()).distinct().toList());
  }

  private ParsedModel hooks(
      List<Hook> hooks,
      String packageName,
      NodeConfig config,
      Map<String, @Nullable Object> values) {
    return hooks.isEmpty()
        ? ParsedModel.NOTHING
        : engine.firstRendering().hooks(hooks, packageName, config, values);
  }

  private NodeDetail withAccess(Draft draft, NodeConfig config) {
    if (!(draft.detail() instanceof NodeDetail.Model model)) {
      return draft.detail();
    }
    String access = config.string("access", NodeDetail.Model.PLAIN.access());
    if (!AccessRules.LEVELS.contains(access)) {
      throw new ProjectException(
          config.notAllowed("access", AccessRules.LEVELS).at(draft.file().start()));
    }
    if (access.equals("public") && config.materialized().equals("ephemeral")) {
      throw new ProjectException(
          Problem.of(draft.what() + " is public and ephemeral")
              .at(draft.file().start())
              .found("An ephemeral model is no relation that others could read.")
              .next("Make it a view or a table, or take \"access: public\" away."));
    }
    return new NodeDetail.Model(
        model.version(),
        model.latestVersion(),
        access,
        model.deprecationDate(),
        !config.string("incremental_strategy", "").equals("microbatch") || batches());
  }

  /** As dbt decides it for all microbatch models of a project at once. */
  private boolean batches() {
    return project.file().flag(REQUIRE_BATCHES)
        || engine.macros().inPackage(project.name(), MICROBATCH_SQL).isEmpty();
  }
}
