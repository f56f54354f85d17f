package io.tidemark.project.properties;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model, seed, snapshot or analysis as a properties file describes it.
 *
 * @param kind the key under which it stands: {@code models}, {@code seeds}, …
 * @param description a template, not yet rendered; empty where there is none
 * @param columns in their order
 * @param config its {@code config}, with {@code meta}, {@code docs}, {@code group}, {@code
 *     contract} and {@code access} that stand beside it, as in dbt
 * @param tests its data tests as written
 * @param constraints as written
 * @param latestVersion as written; null where there is none
 * @param versions as written
 * @param mapping the whole entry; keys that are not known here are kept in it
 * @param place where its name is
 * @param lender whose properties file it is, where that is not the node's own package; else null
 */
public record NodeProperties(
    String kind,
    String name,
    String description,
    List<ColumnProperties> columns,
    ConfigLayer config,
    List<YamlNode> tests,
    List<YamlNode> constraints,
    @Nullable YamlNode latestVersion,
    List<YamlMapping> versions,
    YamlMapping mapping,
    Place place,
    @Nullable Lender lender) {

  /**
   * A package that describes a node of another.
   *
   * @param packageName the package
   * @param path the properties file, relative to the package's root
   */
  public record Lender(String packageName, String path) {}

  /** The same for a node of another package. */
  public NodeProperties lentBy(Lender from) {
    return new NodeProperties(
        kind,
        name,
        description,
        columns,
        config,
        tests,
        constraints,
        latestVersion,
        versions,
        mapping,
        place,
        from);
  }

  /**
   * The package in which what is said here was written.
   *
   * @param owner the node's own package
   */
  public String writtenIn(String owner) {
    return lender == null ? owner : lender.packageName();
  }
}
