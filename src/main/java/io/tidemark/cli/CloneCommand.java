package io.tidemark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark clone}. */
@Command(
    name = "clone",
    header = "Make views in the target of what another run has made elsewhere.",
    description = {
      "",
      "For each selected node that the manifest in --state knows. What is in the target already"
          + " stays, but with --full-refresh.",
      ""
    })
final class CloneCommand extends ProjectCommand {

  private static final Set<ResourceType> CLONED =
      Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Mixin ResourceTypeOptions resourceTypes = new ResourceTypeOptions();

  @Option(
      names = {"-f", "--full-refresh"},
      description = "Replace what is in the target.")
  boolean fullRefresh;

  private final Statements statements = new Statements();

  @Override
  int run(Console console) {
    LoadedProject project = load(console);
    RunScope scope = RunScope.of(this, selection.selector, null);
    if (scope.state() == null) {
      throw new ProjectException(
          Problem.of("clone needs the artifacts of another run")
              .next("Name their directory: --state DIR, or DBT_STATE."));
    }
    Map<String, JsonNode> others = ManifestFile.earlier(project, scope.state()).nodes();
    SelectedNodes selected =
        SelectedNodes.of(project, selection.select, selection.exclude, scope, console);
    int failed = 0;
    int done = 0;
    try (TargetConnection connection = connect(project, console);
        Session session = connection.target().session()) {
      for (Node node : project.manifest().nodes().values()) {
        if (!CLONED.contains(node.type())
            || node.ephemeral()
            || !resourceTypes.includes(node.type())
            || !selected.ids().contains(node.uniqueId())) {
          continue;
        }
        try {
          console.info(clone(session, node, others.get(node.uniqueId())));
          done++;
        } catch (StatementException e) {
          failed++;
          console.error("ERROR cloning " + node.relation().display() + "\n" + failures().of(e));
        }
      }
    }
    console.info("Done. PASS=%d ERROR=%d TOTAL=%d".formatted(done, failed, done + failed));
    return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private String clone(Session session, Node node, @Nullable JsonNode other) {
    String name = node.relation().display();
    Optional<Relation> origin = other == null ? Optional.empty() : Deferral.relation(other);
    if (origin.isEmpty()) {
      return "SKIP " + name + ": the other run has no such relation";
    }
    if (origin.get().equals(node.relation())) {
      return "SKIP " + name + ": the other run has made this very relation";
    }
    Catalog catalog = new Catalog(session, statements);
    Optional<RelationKind> there = catalog.kind(node.relation());
    if (there.isPresent() && !fullRefresh) {
      return "OK " + name + ": it is in the target already";
    }
    catalog.ensureSchema(node.relation().schema());
    session.inTransaction(
        () -> {
          there.ifPresent(
              kind ->
                  session.execute(
                      statements.render(
                          "clone/drop",
                          Map.of("kind", new SqlText(kind.sql()), "relation", node.relation()))));
          return session.execute(
              statements.render(
                  "clone/view", Map.of("view", node.relation(), "relation", origin.get())));
        });
    return "OK created view " + name + " of " + origin.get().display();
  }
}
