package io.tidemark.graph.read;

import io.tidemark.graph.Defaults;
import io.tidemark.graph.Draft;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.StaticCall;
import io.tidemark.jinja.TemplateBlock;
import io.tidemark.project.Project;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.template.TemplateEngine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes that a package's files hold, before they are rendered. Thread-safe. */
final class FileDrafts {

  private final Project owner;
  private final TemplateEngine engine;
  private final VersionedModels versions;

  FileDrafts(Project owner, TemplateEngine engine, VersionedModels versions) {
    this.owner = owner;
    this.engine = engine;
    this.versions = versions;
  }

  /** The files that hold nodes. */
  List<SourceFile> files() {
    List<SourceFile> files = new ArrayList<>();
    for (FileKind kind :
        List.of(
            FileKind.MODEL,
            FileKind.SEED,
            FileKind.SNAPSHOT,
            FileKind.ANALYSIS,
            FileKind.FUNCTION,
            FileKind.SINGULAR_TEST)) {
      files.addAll(owner.files().of(kind));
    }
    return files;
  }

  /**
   * The nodes of a file: one, of a file of snapshots any number.
   *
   * @throws ProjectException if it can hold none
   */
  List<Draft> of(SourceFile file) {
    return switch (file.kind()) {
      case MODEL -> List.of(model(file));
      case SEED -> List.of(plain(ResourceType.SEED, file, file.fqn(owner.name()), "seeds"));
      case SNAPSHOT -> snapshots(file);
      case ANALYSIS -> List.of(plain(ResourceType.ANALYSIS, file, analysisName(file), "analyses"));
      case FUNCTION -> List.of(function(file));
      case SINGULAR_TEST ->
          List.of(plain(ResourceType.TEST, file, file.fqn(owner.name()), "data_tests"));
      case MACRO, GENERIC_TEST, FIXTURE, DOCS, PROPERTIES -> List.of();
    };
  }

  private Draft function(SourceFile file) {
    NodeProperties properties = owner.properties().nodes("functions").get(file.name());
    return draft(
        ResourceType.FUNCTION,
        file.name(),
        file.fqn(owner.name()),
        file,
        properties,
        FunctionReader.read(file, properties));
  }

  private Draft model(SourceFile file) {
    VersionedModels.Version version = versions.of(file.name());
    if (version == null) {
      NodeProperties properties = owner.properties().model(file.name()).orElse(null);
      return draft(
          ResourceType.MODEL,
          file.name(),
          file.fqn(owner.name()),
          file,
          properties,
          version(properties));
    }
    String name = version.properties().name();
    List<String> fqn = new ArrayList<>();
    fqn.add(owner.name());
    fqn.addAll(file.folders());
    fqn.add(name);
    fqn.add(version.shown());
    return new Draft(
        ResourceType.MODEL,
        "model." + owner.name() + "." + name + "." + version.shown(),
        owner.name(),
        name,
        fqn,
        file,
        Defaults.of(ResourceType.MODEL),
        List.of(version.properties().config()),
        version.properties(),
        version.detail());
  }

  private static NodeDetail version(@Nullable NodeProperties properties) {
    Object deprecated =
        properties == null || properties.mapping().get("deprecation_date") == null
            ? null
            : properties.mapping().get("deprecation_date").value();
    return deprecated == null
        ? NodeDetail.Model.PLAIN
        : new NodeDetail.Model(
            null, null, NodeDetail.Model.PLAIN.access(), String.valueOf(deprecated));
  }

  private List<String> analysisName(SourceFile file) {
    List<String> fqn = new ArrayList<>(file.fqn(owner.name()));
    fqn.add(1, "analysis");
    return fqn;
  }

  private List<Draft> snapshots(SourceFile file) {
    List<Draft> drafts = new ArrayList<>();
    for (TemplateBlock block : engine.blocks(file)) {
      if (block.kind() == TemplateBlock.Kind.SNAPSHOT) {
        // The lines before it stay, empty, so that errors name the file's own lines.
        String text = "\n".repeat(block.contentLine() - 1) + block.contents();
        List<String> fqn = new ArrayList<>(file.fqn(owner.name()));
        fqn.add(block.name());
        drafts.add(
            draft(
                ResourceType.SNAPSHOT,
                block.name(),
                fqn,
                withText(file, file.kind(), text),
                owner.properties().snapshots().get(block.name()),
                new NodeDetail.Block(block.contentsAsWritten(), block.contentLine())));
      }
    }
    return drafts;
  }

  /**
   * The snapshots that stand in properties files alone.
   *
   * @throws ProjectException where the relation of one is neither a ref nor a source
   */
  List<Draft> snapshotsOfProperties(PropertiesFiles files) {
    List<Draft> drafts = new ArrayList<>();
    for (NodeProperties properties : owner.properties().snapshots().values()) {
      if (properties.mapping().get("relation") instanceof YamlScalar one
          && one.value() instanceof String relation) {
        if (StaticCall.of(relation, one.place()).isEmpty()) {
          throw new ProjectException(
              Problem.of("The relation of the snapshot " + properties.name() + " is no call")
                  .at(one.place())
                  .found("Found " + one.description() + ".")
                  .next(
                      "Write \"relation: ref('model')\" or \"relation: source('source',"
                          + " 'table')\"."));
        }
        SourceFile file = files.of(properties.place());
        List<String> fqn = new ArrayList<>();
        fqn.add(owner.name());
        fqn.addAll(file.folders());
        fqn.add(properties.name());
        String text =
            "\n".repeat(one.place().line() - 1) + "select * from {{ " + relation.strip() + " }}";
        drafts.add(
            draft(
                ResourceType.SNAPSHOT,
                properties.name(),
                fqn,
                withText(file, FileKind.PROPERTIES, text),
                properties,
                NodeDetail.NONE));
      }
    }
    return drafts;
  }

  private static SourceFile withText(SourceFile file, FileKind kind, String text) {
    return new SourceFile(
        kind,
        file.path(),
        file.searchPath(),
        file.absolutePath(),
        SourceText.of(file.source().file(), text),
        file.checksum());
  }

  private Draft plain(ResourceType type, SourceFile file, List<String> fqn, String kind) {
    return draft(
        type,
        file.name(),
        fqn,
        file,
        owner.properties().nodes(kind).get(file.name()),
        NodeDetail.NONE);
  }

  private Draft draft(
      ResourceType type,
      String name,
      List<String> fqn,
      SourceFile file,
      @Nullable NodeProperties properties,
      NodeDetail detail) {
    List<ConfigLayer> beside = properties == null ? List.of() : List.of(properties.config());
    return new Draft(
        type,
        type.dbtName() + "." + owner.name() + "." + name,
        owner.name(),
        name,
        fqn,
        file,
        Defaults.of(type),
        beside,
        properties,
        detail);
  }
}
