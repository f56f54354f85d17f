package io.tidemark.materialization;

import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.materialization.unit.UnitTestMaterialization;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The materializations by dbt's names. Thread-safe. */
public final class Materializations {

  /** What has no indexes, whatever is configured: as in dbt that is not looked at. */
  private static final Set<String> WITHOUT_INDEXES = Set.of("view", "ephemeral");

  private static final List<String> ON_ERROR = List.of("skip_children", "continue");

  private final Map<String, Materialization> byName =
      Map.of(
          "view", new ViewMaterialization(),
          "table", new TableMaterialization(),
          "incremental", new IncrementalMaterialization(),
          "materialized_view", new MaterializedViewMaterialization());

  private final Predicate<String> macros;

  /** Those of projects that have no macros. */
  public Materializations() {
    this(name -> false);
  }

  /**
   * Materializations.
   *
   * @param macros true of a macro's name if there is one
   */
  public Materializations(Predicate<String> macros) {
    this.macros = macros;
  }

  private final Materialization unitTest = new UnitTestMaterialization();

  private final Materialization microbatch = new MicrobatchMaterialization();
  private final Materialization seed = new SeedMaterialization();
  private final Materialization dataTest = new DataTestMaterialization();
  private final Materialization function = new FunctionMaterialization();
  private final Materialization snapshot = new SnapshotMaterialization();
  private final Materialization source = new SourceMaterialization();

  /**
   * The one that a node asks for: a model by its configuration, the others by what they are.
   *
   * @throws ProjectException if there is none of that name
   */
  public Materialization of(Node node) {
    if (node.type() == ResourceType.SEED) {
      return seed;
    }
    if (node.type() == ResourceType.TEST) {
      return dataTest;
    }
    if (node.type() == ResourceType.SNAPSHOT) {
      return snapshot;
    }
    if (node.type() == ResourceType.FUNCTION) {
      return function;
    }
    if (node.type() == ResourceType.UNIT_TEST) {
      return unitTest;
    }
    if (node.type() == ResourceType.SOURCE) {
      return source;
    }
    Materialization found = byName.get(node.config().materialized());
    if (found == null) {
      Set<String> known = new TreeSet<>(byName.keySet());
      known.add("ephemeral");
      throw new ProjectException(node.config().notAllowed("materialized", known));
    }
    return node.microbatch() ? microbatch : found;
  }

  /**
   * The one that does the work: what the project has written comes before what is here.
   *
   * @throws ProjectException if there is none of that name
   */
  public Materialization of(Node node, Compilation compilation) {
    if (node.type() == ResourceType.SOURCE) {
      return source;
    }
    Unmakeable.refuseLong(node);
    return compilation
        .written(names())
        .<Materialization>map(MacroMaterialization::new)
        .orElseGet(
            () -> {
              Unmakeable.refusePython(node);
              return of(node);
            });
  }

  /** The names of those that are here: a package can't put its own in their place. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(byName.keySet());
    names.addAll(List.of("seed", "snapshot", "test", "unit", "clone"));
    return names;
  }

  /**
   * Checks a node's whole configuration before anything runs.
   *
   * @throws ProjectException that names every wrong value and its place
   */
  public void check(Node node) {
    check(node, false);
  }

  /**
   * The same.
   *
   * @param written true if its materialization is one that the project or a package has written:
   *     only that one knows what may be configured
   */
  public void check(Node node, boolean written) {
    checkFixed(node);
    if (written) {
      return;
    }
    if (node.type() == ResourceType.SEED) {
      check(new SeedSettings(node.config()).checks());
    } else if (node.type() == ResourceType.SNAPSHOT) {
      check(new SnapshotSettings(node.config(), node.file().start()).checks());
    } else if (node.type() == ResourceType.FUNCTION) {
      FunctionMaterialization.check(node);
    } else if (node.type() == ResourceType.TEST) {
      check(new DataTestSettings(node.config()).checks());
    } else {
      check(modelChecks(node));
    }
  }

  /** As in dbt, what is no model can't be made into anything else. */
  private static void checkFixed(Node node) {
    Set<ResourceType> fixed = Set.of(ResourceType.SEED, ResourceType.SNAPSHOT, ResourceType.TEST);
    String own = node.type().dbtName();
    if (fixed.contains(node.type()) && !node.config().materialized().equals(own)) {
      throw new ProjectException(node.config().notAllowed("materialized", Set.of(own)));
    }
  }

  private List<Runnable> modelChecks(Node node) {
    IncrementalSettings settings = new IncrementalSettings(node.config());
    List<Runnable> checks = new ArrayList<>();
    if (!node.ephemeral()) {
      String materialized = node.config().materialized();
      checks.add(() -> refuseMisspelt(() -> of(node), materialized, byName.keySet()));
    }
    if (!WITHOUT_INDEXES.contains(node.config().materialized())) {
      checks.add(settings.model()::indexes);
    }
    checks.add(settings::chunkSize);
    checks.add(settings::parallel);
    if (node.config().materialized().equals("incremental")) {
      String strategy = node.config().string("incremental_strategy", "");
      checks.add(
          () ->
              refuseMisspelt(
                  () -> settings.checkStrategy(macros),
                  strategy,
                  IncrementalSettings.strategies()));
      checks.add(settings::onSchemaChange);
      checks.add(settings::checkMergeColumns);
      checks.add(settings::checkLookback);
      checks.add(() -> MicrobatchSettings.checkBatchSizeHasEventTime(node));
    }
    if (node.microbatch()) {
      checks.addAll(new MicrobatchSettings(node).checks());
    }
    checks.add(() -> MaterializedViewMaterialization.check(node.config()));
    checks.addAll(new Contract(node).checks());
    checks.add(() -> checkOnError(node.config()));
    return checks;
  }

  /**
   * A materialization or a strategy that another adapter alone knows is an error of the node when
   * it is run, as in dbt; one that is nearly ours is told at once.
   */
  private static void refuseMisspelt(Runnable check, String name, Collection<String> ours) {
    try {
      check.run();
    } catch (ProjectException unknown) {
      if (NearestName.question(name, ours).isPresent()) {
        throw unknown;
      }
    }
  }

  private static void checkOnError(NodeConfig config) {
    String onError = config.string("on_error", "skip_children");
    if (!ON_ERROR.contains(onError)) {
      throw new ProjectException(config.notAllowed("on_error", ON_ERROR));
    }
  }

  private static void check(List<Runnable> checks) {
    Problems problems = new Problems();
    for (Runnable check : checks) {
      try {
        check.run();
      } catch (ProjectException e) {
        problems.add(e);
      }
    }
    problems.throwIfAny();
  }
}
