package io.tidemark.graph;

import io.tidemark.postgres.Relation;
import io.tidemark.project.Project;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.properties.SourceDefinition;
import io.tidemark.project.properties.SourceTable;
import java.util.ArrayList;
import java.util.List;

/** Makes nodes of the tables of a package's sources. */
final class SourceReader {

  private static final String SECTION = "sources";

  private final Project project;
  private final Project owner;
  private final String database;

  /**
   * A reader.
   *
   * @param project the project that is run
   * @param owner the package whose sources are read
   * @param database the target's database
   */
  SourceReader(Project project, Project owner, String database) {
    this.project = project;
    this.owner = owner;
    this.database = database;
  }

  /** The tables, enabled or not. */
  List<SourceNode> read(Problems problems) {
    List<SourceNode> nodes = new ArrayList<>();
    for (SourceDefinition source : owner.properties().sources()) {
      int before = nodes.size();
      for (SourceTable table : source.tables()) {
        nodes.add(node(source, table));
      }
      nodes.stream()
          .skip(before)
          .filter(node -> node.config().enabled())
          .findFirst()
          .ifPresent(node -> warnOfOtherDatabase(node, problems));
    }
    return nodes;
  }

  private SourceNode node(SourceDefinition source, SourceTable table) {
    String packageName = owner.name();
    List<String> fqn = new ArrayList<>();
    fqn.add(packageName);
    fqn.addAll(source.file().folders());
    fqn.add(source.name());
    fqn.add(table.name());
    List<ConfigLayer> layers = new ArrayList<>(owner.layersFor(SECTION, fqn));
    layers.add(table.config());
    layers.addAll(project.overridesFor(owner, SECTION, fqn));
    String where = source.database();
    return new SourceNode(
        "source." + packageName + "." + source.name() + "." + table.name(),
        packageName,
        fqn,
        NodeConfig.merge(layers),
        source,
        table,
        new Relation(where == null ? database : where, source.schema(), table.identifier()));
  }

  /** PostgreSQL can't read across databases; it says so when a model that reads it runs. */
  private void warnOfOtherDatabase(SourceNode node, Problems problems) {
    if (node.relation().database().equals(database)) {
      return;
    }
    problems.warn(
        Problem.of(
                "The source "
                    + node.source().name()
                    + " is in another database than the target, and PostgreSQL can't read across")
            .at(node.source().mapping().placeOf("database"))
            .found(
                "The source says \""
                    + node.relation().database()
                    + "\", the target is \""
                    + database
                    + "\".")
            .next("Remove \"database:\", or make it the target's dbname."));
  }
}
