package io.tidemark.graph;

import io.tidemark.postgres.Relation;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.Checksum;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.template.ParsedModel;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit test: a model, the rows of what it reads, and the rows that it should give.
 *
 * @param uniqueId {@code unit_test.shop.orders.counts_once}; with the model's version behind it
 *     where that has versions
 * @param packageName the package it was written in
 * @param name its name
 * @param fqn package, folders of the properties file, model, name
 * @param config merged by dbt's rules
 * @param originalPath the properties file, relative to its package
 * @param model the unique id of the model that is tested
 * @param version that model's version; null where it has none
 * @param given the rows of what the model reads
 * @param expect the rows that it should give
 * @param dependsOn the model
 * @param mapping the whole entry; {@code overrides} and {@code description} are in it, as written
 */
public record UnitTest(
    String uniqueId,
    String packageName,
    String name,
    List<String> fqn,
    NodeConfig config,
    String originalPath,
    String model,
    @Nullable Object version,
    List<Given> given,
    UnitTestRows expect,
    List<String> dependsOn,
    YamlMapping mapping)
    implements Selectable {

  /**
   * What stands in for one input.
   *
   * @param input the call that names it, {@code ref('orders')}, {@code source('raw', 'orders')} or
   *     {@code this}
   */
  public record Given(String input, UnitTestRows rows) {}

  /** Copies the lists. */
  public UnitTest {
    fqn = List.copyOf(fqn);
    given = List.copyOf(given);
    dependsOn = List.copyOf(dependsOn);
  }

  /** Where it begins. */
  public Place place() {
    return mapping.place();
  }

  @Override
  public ResourceType type() {
    return ResourceType.UNIT_TEST;
  }

  @Override
  public List<String> tags() {
    return config.tags();
  }

  /**
   * The test as a node that is run: the file is its properties file, the relation that of the model
   * with the test's name, for messages.
   *
   * @param tested the model that is tested
   */
  public Node asNode(Node tested) {
    SourceFile like = tested.file();
    Path root = like.absolutePath();
    for (int i = like.path().split("/", -1).length; i > 0 && root.getParent() != null; i--) {
      root = root.getParent();
    }
    String path = originalPath();
    SourceFile file =
        new SourceFile(
            FileKind.PROPERTIES,
            path,
            path.substring(0, Math.max(0, path.indexOf('/'))),
            root.resolve(path),
            SourceText.of(place().file(), ""),
            Checksum.ofContents(""));
    return new Node(
        uniqueId,
        ResourceType.UNIT_TEST,
        packageName,
        version == null ? name : name + "_v" + version,
        fqn,
        file,
        config,
        ParsedModel.NOTHING,
        new Relation(tested.relation().database(), tested.relation().schema(), name),
        dependsOn,
        null,
        new NodeDetail.Unit(this));
  }
}
