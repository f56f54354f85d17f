package io.tidemark.batch;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.ModelBuilder;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.UnitTest;
import io.tidemark.graph.UnitTestRows;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * A random project of models, data tests of one or several models, and unit tests, some of which
 * fail; and what {@code build} should do with it, told in the plainest way.
 */
final class RandomBuild {

  private final Map<String, Node> models = new LinkedHashMap<>();
  private final Map<String, Node> tests = new LinkedHashMap<>();
  private final Map<String, UnitTest> unitTests = new LinkedHashMap<>();
  private final Set<String> selected = new LinkedHashSet<>();
  private final Set<String> failing = new HashSet<>();
  private final Set<String> forgiven = new HashSet<>();

  RandomBuild(Random random) {
    int count = 1 + random.nextInt(8);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> reads = new ArrayList<>(names);
      reads.removeIf(any -> random.nextInt(3) > 0);
      String name = "m" + i;
      Node model =
          ModelBuilder.model("models/" + name + ".sql").reads(reads.toArray(new String[0])).build();
      models.put(model.uniqueId(), model);
      names.add(name);
    }
    for (int i = random.nextInt(8); i > 0; i--) {
      Set<String> tested = new LinkedHashSet<>();
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        tested.add(names.get(random.nextInt(count)));
      }
      Node test = test("t" + i, tested);
      tests.put(test.uniqueId(), test);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      UnitTest test = unitTest("u" + i, names.get(random.nextInt(count)));
      unitTests.put(test.uniqueId(), test);
    }
    all().forEach(id -> choose(id, random));
  }

  private void choose(String id, Random random) {
    if (random.nextInt(6) > 0) {
      selected.add(id);
    }
    if (random.nextInt(5) == 0) {
      failing.add(id);
    }
    if (models.containsKey(id) && random.nextInt(4) == 0) {
      forgiven.add(id);
    }
  }

  private Set<String> all() {
    Set<String> all = new LinkedHashSet<>(models.keySet());
    all.addAll(tests.keySet());
    all.addAll(unitTests.keySet());
    return all;
  }

  private static Node test(String name, Set<String> tested) {
    Node like =
        ModelBuilder.model("tests/" + name + ".sql").reads(tested.toArray(new String[0])).build();
    return new Node(
        "test.shop." + name,
        ResourceType.TEST,
        "shop",
        name,
        like.fqn(),
        like.file(),
        like.config(),
        like.parsed(),
        like.relation(),
        like.dependsOn(),
        null,
        NodeDetail.NONE);
  }

  private static UnitTest unitTest(String name, String model) {
    Place place = new Place("models/tests.yml", 1, 1, "");
    String id = "model.shop." + model;
    return new UnitTest(
        "unit_test.shop." + model + "." + name,
        "shop",
        name,
        List.of("shop", model, name),
        NodeConfig.empty(),
        "models/tests.yml",
        id,
        null,
        List.of(),
        new UnitTestRows(UnitTestRows.Format.DICT, List.of(), null, null, place),
        List.of(id),
        YamlMapping.empty(place));
  }

  Manifest manifest() {
    Map<String, Node> nodes = new LinkedHashMap<>(models);
    nodes.putAll(tests);
    Map<String, List<String>> upstreams = new LinkedHashMap<>();
    nodes.forEach((id, node) -> upstreams.put(id, node.dependsOn()));
    unitTests.forEach((id, test) -> upstreams.put(id, test.dependsOn()));
    return new Manifest(
        "shop",
        false,
        nodes,
        Map.of(),
        List.of(),
        Map.of(),
        unitTests,
        Map.of(),
        Map.of(),
        Dag.of(upstreams),
        List.of());
  }

  Set<String> selected() {
    return selected;
  }

  Set<String> failing() {
    return failing;
  }

  Set<String> forgiven() {
    return forgiven;
  }

  /** All models that a model reads, directly or not. */
  private Set<String> ancestors(String model) {
    Set<String> ancestors = new LinkedHashSet<>();
    for (String parent : Objects.requireNonNull(models.get(model)).dependsOn()) {
      ancestors.add(parent);
      ancestors.addAll(ancestors(parent));
    }
    return ancestors;
  }

  /** Everything, selected or not, that comes before a node. */
  Set<String> mustWaitFor(String id) {
    Set<String> before = new LinkedHashSet<>();
    Node data = tests.get(id);
    if (data != null) {
      for (String tested : data.dependsOn()) {
        before.add(tested);
        before.addAll(mustWaitFor(tested));
      }
      return before;
    }
    UnitTest own = unitTests.get(id);
    String model = own == null ? id : own.model();
    before.addAll(ancestors(model));
    tests.forEach(
        (test, node) -> {
          if (ancestors(model).containsAll(node.dependsOn())) {
            before.add(test);
          }
        });
    unitTests.forEach(
        (unit, test) -> {
          boolean tests = test.model().equals(model) && model.equals(id);
          if (tests || ancestors(model).contains(test.model())) {
            before.add(unit);
          }
        });
    return before;
  }

  /** What is not tried: what comes after something selected that was tried and failed. */
  Set<String> skippedNaively() {
    Set<String> skipped = new LinkedHashSet<>(selected);
    skipped.removeIf(id -> !isSkipped(id));
    return skipped;
  }

  private boolean isSkipped(String id) {
    return mustWaitFor(id).stream()
        .anyMatch(
            before ->
                selected.contains(before)
                    && failing.contains(before)
                    && !forgiven.contains(before)
                    && !isSkipped(before));
  }
}
