package io.tidemark.graph;

import io.tidemark.postgres.Relation;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.ParsedModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model, seed, snapshot, analysis, function or data test, with all that is known of it before
 * anything runs.
 *
 * @param uniqueId {@code model.shop.orders}
 * @param type which of them
 * @param packageName the package it was written in
 * @param name its name
 * @param fqn package, folders, name
 * @param file the file; its text is the template of this node alone: where a file holds several
 *     (snapshots), the lines of the others are empty, and of a generic test it is the call of its
 *     macro
 * @param config merged by dbt's rules
 * @param parsed what its template said
 * @param relation what it becomes; an ephemeral model or an analysis never becomes it, a test only
 *     where its failures are stored
 * @param dependsOn the unique ids of the nodes and sources that it reads, each once
 * @param properties what a properties file says of it, if one does
 * @param detail what only its kind has
 */
public record Node(
    String uniqueId,
    ResourceType type,
    String packageName,
    String name,
    List<String> fqn,
    SourceFile file,
    NodeConfig config,
    ParsedModel parsed,
    Relation relation,
    List<String> dependsOn,
    @Nullable NodeProperties properties,
    NodeDetail detail)
    implements Selectable {

  private static final String EPHEMERAL = "ephemeral";

  /** Copies the lists. */
  public Node {
    fqn = List.copyOf(fqn);
    dependsOn = List.copyOf(dependsOn);
  }

  @Override
  public String originalPath() {
    return file.path();
  }

  /** dbt's {@code path}: where its file would be below a search path if it had one of its own. */
  public String path() {
    return path(type, name, file, detail);
  }

  static String path(ResourceType type, String name, SourceFile file, NodeDetail detail) {
    if (detail instanceof NodeDetail.GenericTest test) {
      return test.shortName() + ".sql";
    }
    return switch (type) {
      case ANALYSIS -> "analysis/" + file.relativePath();
      case OPERATION -> "hooks/" + name + ".sql";
      case SNAPSHOT ->
          file.kind() == FileKind.PROPERTIES
              ? file.relativePath() + "/" + name + ".sql"
              : file.relativePath();
      default -> file.relativePath();
    };
  }

  /** {@code The model orders}, for messages. */
  public String what() {
    return "The " + type.shownName() + " " + name;
  }

  /** What {@code --select} takes for it alone: {@code orders}, {@code source:raw.orders}. */
  public String selector() {
    return detail instanceof NodeDetail.Loaded loaded
        ? "source:" + loaded.source().display()
        : name;
  }

  @Override
  public List<String> tags() {
    if (detail instanceof NodeDetail.RunHook hook) {
      List<String> tags = new ArrayList<>(config.tags());
      tags.add(0, hook.tag());
      return tags;
    }
    if (detail instanceof NodeDetail.GenericTest test) {
      Set<String> tags = new LinkedHashSet<>(test.tags());
      tags.addAll(config.tags());
      return List.copyOf(tags);
    }
    return config.tags();
  }

  @Override
  public @Nullable String group() {
    return detail instanceof NodeDetail.GenericTest test && test.attachedNode() != null
        ? test.group()
        : Selectable.super.group();
  }

  /** True if it is something in the database; a test only where its failures are kept. */
  public boolean becomesRelation() {
    return switch (type) {
      case MODEL -> !ephemeral();
      case SEED, SNAPSHOT, FUNCTION -> true;
      case TEST ->
          Boolean.TRUE.equals(config.get("store_failures"))
              || (config.get("store_failures_as") instanceof String kind
                  && !kind.equals(EPHEMERAL));
      default -> false;
    };
  }

  /** True if others can read it with {@code ref()}. */
  public boolean referable() {
    return switch (type) {
      case MODEL, SEED, SNAPSHOT -> true;
      default -> false;
    };
  }

  /** The same with what it reads. */
  public Node dependingOn(List<String> ids) {
    return with(config, ids, detail);
  }

  /**
   * The same for a run that makes relations and fills none. What a model becomes is decided by what
   * it reads; a seed and a source have to be told.
   */
  public Node withoutRows() {
    if (detail instanceof NodeDetail.Loaded loaded) {
      return loaded.source().withoutRows().asNode();
    }
    return type == ResourceType.SEED ? with(config, dependsOn, new NodeDetail.EmptySeed()) : this;
  }

  /** The same hook of a run as one of that number among all. */
  Node numbered(int number) {
    return detail instanceof NodeDetail.RunHook hook
        ? with(
            config,
            dependsOn,
            new NodeDetail.RunHook(hook.start(), number, hook.sql(), hook.place()))
        : this;
  }

  /** The same with another configuration. */
  public Node withConfig(NodeConfig changed) {
    return with(changed, dependsOn, detail);
  }

  private Node with(NodeConfig otherConfig, List<String> otherReads, NodeDetail otherDetail) {
    return new Node(
        uniqueId,
        type,
        packageName,
        name,
        fqn,
        file,
        otherConfig,
        parsed,
        relation,
        otherReads,
        properties,
        otherDetail);
  }

  /** True if it is only ever a part of other models' SQL. */
  public boolean ephemeral() {
    return type == ResourceType.MODEL && config.materialized().equals(EPHEMERAL);
  }

  /** True if what reads it is run even where it has failed; dbt's {@code on_error: continue}. */
  public boolean goesOnAfterError() {
    return type == ResourceType.MODEL && config.string("on_error", "").equals("continue");
  }

  /** True if it is loaded batch by batch, each a window of event time. */
  public boolean microbatch() {
    return asksForBatches() && !(detail instanceof NodeDetail.Model model && !model.batches());
  }

  /** True if its strategy is {@code microbatch}, also where the project's macro does it whole. */
  public boolean asksForBatches() {
    return type == ResourceType.MODEL
        && config.materialized().equals("incremental")
        && config.string("incremental_strategy", "").equals("microbatch");
  }
}
