package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.graph.select.PreviousState;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What another run has left in a directory: its manifest, results and sources, ours or dbt's. Each
 * file is read once, and only when it is asked for. For one thread.
 */
public final class EarlierRun implements PreviousState {

  /** What looks at contracts too, as in dbt. */
  /** Comparisons that look at a seed's rows. */
  private static final Set<String> BODIES = Set.of("modified", "unmodified", "modified.body");

  private static final Set<String> CONTRACTS =
      Set.of("modified", "unmodified", "modified.contract");

  private static final String SOURCES = "sources.json";

  private static final Set<String> DECLARED =
      Set.of("source", "exposure", "metric", "semantic_model", "saved_query");

  private final Path directory;
  private final Path ownDirectory;
  private final Supplier<JsonNode> project;
  private final Instant today;
  private final boolean templates;
  private final Set<Problem> broken = new LinkedHashSet<>();
  private final Set<LargeSeed> largeSeeds = new LinkedHashSet<>();
  private @Nullable EarlierManifest then;
  private @Nullable EarlierManifest now;

  /**
   * What is in a directory.
   *
   * @param directory where the other run's artifacts are
   * @param ownDirectory where this project's own are
   * @param project gives the manifest of the project as it is now
   * @param today which deprecation dates are past
   * @param templates whether templates are compared as they are written, wherever dbt can
   */
  public EarlierRun(
      Path directory,
      Path ownDirectory,
      Supplier<JsonNode> project,
      Instant today,
      boolean templates) {
    this.directory = directory;
    this.ownDirectory = ownDirectory;
    this.project = project;
    this.today = today;
    this.templates = templates;
  }

  /** The contracts that were found broken by what was compared, and must be told. */
  public Set<Problem> brokenContracts() {
    return Collections.unmodifiableSet(broken);
  }

  /** The large seeds that were among what was compared by what it holds, each once. */
  public Set<LargeSeed> largeSeeds() {
    return Collections.unmodifiableSet(largeSeeds);
  }

  /**
   * The entries of the other run's nodes, by their ids.
   *
   * @throws ProjectException if there is no manifest
   */
  public Map<String, JsonNode> nodes() {
    Map<String, JsonNode> nodes = new LinkedHashMap<>();
    for (String section : List.of("nodes", "functions")) {
      then()
          .tree()
          .path(section)
          .properties()
          .forEach(node -> nodes.put(node.getKey(), node.getValue()));
    }
    return nodes;
  }

  @Override
  public Set<String> compared(String comparison) {
    Map<String, JsonNode> before = then().entries();
    if (CONTRACTS.contains(comparison)) {
      broken.addAll(new BrokenContracts(now().entries(), before, today).check());
    }
    ChangedMacros macros = new ChangedMacros(now(), then());
    BiPredicate<JsonNode, @Nullable JsonNode> asked = comparison(comparison, macros);
    Set<String> ids = new LinkedHashSet<>();
    now()
        .entries()
        .forEach(
            (id, node) -> {
              JsonNode old = before.get(id);
              if (asked.test(node, old)) {
                ids.add(id);
              }
              if (old != null && BODIES.contains(comparison)) {
                LargeSeed.compared(node, old).ifPresent(largeSeeds::add);
              }
            });
    return ids;
  }

  private BiPredicate<JsonNode, @Nullable JsonNode> comparison(String name, ChangedMacros macros) {
    return switch (name) {
      case "new" -> (node, old) -> old == null;
      case "old" -> (node, old) -> old != null;
      case "unmodified" -> (node, old) -> !modified(node, old) && !macros.reach(node);
      case "modified" -> (node, old) -> modified(node, old) || macros.reach(node);
      case "modified.body" -> differs(name, NodeComparison::sameBody);
      case "modified.configs" -> differs(name, NodeComparison::sameConfigs);
      case "modified.relation" -> differs(name, NodeComparison::sameRelation);
      case "modified.persisted_descriptions" ->
          differs(name, NodeComparison::samePersistedDescriptions);
      case "modified.contract" -> differs(name, NodeComparison::sameContract);
      case "modified.macros" -> (node, old) -> macros.reach(node);
      default -> throw new IllegalArgumentException("no comparison " + name);
    };
  }

  /** As in dbt what is only declared, and is new, has not changed. */
  private boolean modified(JsonNode node, @Nullable JsonNode old) {
    return old == null ? !DECLARED.contains(type(node)) : !beside(node, old).same();
  }

  /** As in dbt a kind of node that does not know a part has not changed in it, and is not new. */
  private BiPredicate<JsonNode, @Nullable JsonNode> differs(
      String name, Predicate<NodeComparison> same) {
    return (node, old) -> knows(type(node), name) && (old == null || !same.test(beside(node, old)));
  }

  private static boolean knows(String type, String comparison) {
    if (type.equals("unit_test")) {
      return false;
    }
    return !DECLARED.contains(type)
        || comparison.equals("modified.configs")
        || (type.equals("source") && comparison.equals("modified.relation"));
  }

  private static String type(JsonNode node) {
    return node.path("resource_type").asText();
  }

  private NodeComparison beside(JsonNode node, JsonNode old) {
    return new NodeComparison(node, old, templates);
  }

  @Override
  public Set<String> ended(String status) {
    Set<String> ids = new LinkedHashSet<>();
    JsonNode results =
        ArtifactVersion.checked(
            read(directory, RunResultsArtifact.FILE_NAME),
            "run-results",
            1,
            6,
            directory.resolve(RunResultsArtifact.FILE_NAME));
    for (JsonNode result : results.path("results")) {
      if (result.path("status").asText().equals(status)) {
        ids.add(result.path("unique_id").asText());
      }
    }
    return ids;
  }

  @Override
  public Set<String> fresherSources() {
    Map<String, Instant> before = newestRows(directory);
    Set<String> ids = new LinkedHashSet<>();
    newestRows(ownDirectory)
        .forEach(
            (id, newest) -> {
              Instant old = before.get(id);
              if (old == null || newest.isAfter(old)) {
                ids.add(id);
              }
            });
    return ids;
  }

  /** The time of the newest row of each source that has one. */
  private static Map<String, Instant> newestRows(Path directory) {
    Map<String, Instant> newest = new LinkedHashMap<>();
    JsonNode sources =
        ArtifactVersion.checked(
            read(directory, SOURCES), "sources", 1, 3, directory.resolve(SOURCES));
    for (JsonNode result : sources.path("results")) {
      if (result.hasNonNull("max_loaded_at")) {
        newest.put(
            result.path("unique_id").asText(),
            OffsetDateTime.parse(result.path("max_loaded_at").asText()).toInstant());
      }
    }
    return newest;
  }

  private EarlierManifest then() {
    EarlierManifest read = then;
    if (read == null) {
      read =
          new EarlierManifest(
              ArtifactVersion.checked(
                  read(directory, ManifestArtifact.FILE_NAME),
                  "manifest",
                  4,
                  12,
                  directory.resolve(ManifestArtifact.FILE_NAME)));
      then = read;
    }
    return read;
  }

  private EarlierManifest now() {
    EarlierManifest built = now;
    if (built == null) {
      built = new EarlierManifest(project.get());
      now = built;
    }
    return built;
  }

  private static JsonNode read(Path directory, String name) {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      throw new ProjectException(
          Problem.of("There is no " + name + " to compare with")
              .found("Looked in " + directory + ".")
              .next("Name the directory that another run has left its artifacts in: --state DIR"));
    }
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new ProjectException(
          Problem.of(name + " can't be read")
              .found(file + ": it is no JSON, or may not be read by this user.")
              .next("Take it from the other run again, or run that again."));
    }
  }
}
