package io.tidemark.graph.read;

import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Switched;
import io.tidemark.graph.UnitTest;
import io.tidemark.graph.UnitTestRows;
import io.tidemark.project.Project;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.RawProperties;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the unit tests that stand in a package's properties files. */
final class UnitTestReader {

  private static final String SECTION = "unit_tests";

  private final Project project;
  private final Project owner;
  private final PropertiesFiles files;
  private final UnitTestRowsReader rows;

  UnitTestReader(Project project, Project owner, PropertiesFiles files) {
    this.project = project;
    this.owner = owner;
    this.files = files;
    this.rows = new UnitTestRowsReader(owner);
  }

  /**
   * The unit tests of the package; of a model with versions, one for each version.
   *
   * @param models the package's own models, enabled and disabled
   * @param problems is given what is wrong
   */
  List<UnitTest> read(List<Node> models, Problems problems) {
    UnitTestRules.checkFixtures(owner, problems);
    List<UnitTest> tests = new ArrayList<>();
    for (RawProperties entry : owner.properties().others(SECTION)) {
      try {
        tests.addAll(read(entry.mapping(), models, problems));
      } catch (ProjectException e) {
        problems.add(e);
      }
    }
    return tests;
  }

  private List<UnitTest> read(YamlMapping mapping, List<Node> models, Problems problems) {
    YamlFields fields = new YamlFields(mapping, problems);
    String name = required(fields, "name");
    String model = required(fields, "model");
    YamlMapping expect = fields.mapping("expect");
    if (expect == null) {
      throw missing(mapping, name, "expect", "expect: {rows: [{id: 1}]}");
    }
    if (fields.get("given") == null) {
      throw missing(mapping, name, "given", "given: [{input: ref('orders'), rows: []}]");
    }
    List<UnitTest.Given> given = new ArrayList<>();
    for (YamlMapping one : fields.mappings("given")) {
      String input = required(new YamlFields(one, problems), "input");
      given.add(new UnitTest.Given(input, rows.read(one, input)));
    }
    UnitTestRows expected = rows.read(expect, null);
    List<UnitTest> tests = new ArrayList<>();
    for (Node tested : tested(model, mapping, models, fields)) {
      tests.add(test(mapping, name, model, tested, given, expected));
    }
    return tests;
  }

  private UnitTest test(
      YamlMapping mapping,
      String name,
      String model,
      Node tested,
      List<UnitTest.Given> given,
      UnitTestRows expected) {
    SourceFile file = files.of(mapping.place());
    List<String> fqn = new ArrayList<>();
    fqn.add(owner.name());
    fqn.addAll(file.folders());
    fqn.add(model);
    fqn.add(name);
    Object version = tested.detail() instanceof NodeDetail.Model one ? one.version() : null;
    List<ConfigLayer> layers = new ArrayList<>(owner.layersFor(SECTION, fqn));
    if (mapping.get("config") instanceof YamlMapping config) {
      layers.add(ConfigLayer.of(ConfigOrigin.PROPERTIES, config));
    }
    layers.addAll(project.overridesFor(owner, SECTION, fqn));
    if (!tested.config().enabled()) {
      layers.add(Switched.OFF);
    }
    NodeConfig config = NodeConfig.merge(layers);
    config.check(ResourceType.UNIT_TEST.dbtName());
    if (config.enabled()) {
      UnitTestRules.checkIncremental(name, mapping, given, tested);
    }
    String id = "unit_test." + owner.name() + "." + model + "." + name;
    return new UnitTest(
        version == null ? id : id + "_v" + version,
        owner.name(),
        name,
        fqn,
        config,
        file.path(),
        tested.uniqueId(),
        version,
        given,
        expected,
        List.of(tested.uniqueId()),
        mapping);
  }

  /** The model, or those of its versions that are meant. */
  private static List<Node> tested(
      String model, YamlMapping mapping, List<Node> models, YamlFields fields) {
    String[] parts = model.strip().split("\\s+", 2);
    List<Node> found = models.stream().filter(node -> node.name().equals(parts[0])).toList();
    YamlMapping versions = fields.mapping("versions");
    if (found.isEmpty()) {
      throw new ProjectException(
          Problem.of("The unit test tests the model \"" + parts[0] + "\", which is not there")
              .at(mapping.placeOf("model"))
              .found(
                  NearestName.question(parts[0], models.stream().map(Node::name).toList())
                      .orElse(null))
              .next("Correct the name; a unit test stands in the package of its model."));
    }
    Set<String> include = names(versions, "include");
    Set<String> exclude = names(versions, "exclude");
    List<Node> meant =
        found.stream()
            .filter(
                node -> {
                  String version = version(node);
                  return version == null
                      || (parts.length == 2
                          ? version.equals(parts[1].replaceFirst("^v", ""))
                          : (include.isEmpty() || include.contains(version))
                              && !exclude.contains(version));
                })
            .toList();
    if (meant.isEmpty()
        || (version(found.get(0)) == null && !(include.isEmpty() && exclude.isEmpty()))) {
      throw new ProjectException(
          Problem.of("The unit test means no version of the model " + parts[0])
              .at(mapping.placeOf(versions == null ? "model" : "versions"))
              .next("Name versions that the model has."));
    }
    return meant;
  }

  private static @Nullable String version(Node node) {
    return node.detail() instanceof NodeDetail.Model one && one.version() != null
        ? one.version().toString()
        : null;
  }

  private static Set<String> names(@Nullable YamlMapping mapping, String key) {
    YamlNode value = mapping == null ? null : mapping.get(key);
    return value instanceof YamlSequence list
        ? list.items().stream()
            .map(item -> Objects.toString(item.value()))
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static String required(YamlFields fields, String key) {
    String value = fields.text(key);
    if (value == null) {
      throw missing(fields.mapping(), null, key, key + ": …");
    }
    return value;
  }

  private static ProjectException missing(
      YamlMapping mapping, @Nullable String name, String key, String example) {
    return new ProjectException(
        Problem.of("A unit test has no \"" + key + "\"")
            .at(mapping.place())
            .found(name == null ? null : "It is named " + name + ".")
            .next("Add \"" + example + "\"."));
  }
}
