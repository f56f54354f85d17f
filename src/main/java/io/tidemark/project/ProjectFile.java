package io.tidemark.project;

import io.tidemark.project.config.ConfigTree;
import io.tidemark.project.config.Quoting;
import io.tidemark.project.file.SearchPaths;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code dbt_project.yml}, rendered and checked, with dbt's defaults where it is silent. Immutable.
 *
 * @param name the project's name, which is its package's name
 * @param version null where it has none
 * @param profile null where it has none; then the command line must name one
 * @param searchPaths where its files are
 * @param assetPaths directories of files that the documentation shows
 * @param targetPath where artifacts go, relative to the project's root
 * @param logPath where logs go, relative to the project's root
 * @param packagesInstallPath where packages are, relative to the project's root
 * @param cleanTargets what {@code clean} deletes
 * @param queryComment what goes with each statement
 * @param requireDbtVersion the requirements, all of which must hold; may be empty
 * @param vars as written: dbt renders them only where they are used
 * @param sections the sections that configure nodes, by their key; see {@link #section}
 * @param onRunStart in their order
 * @param onRunEnd in their order
 * @param dispatch in their order
 * @param quoting for all relations of the project
 * @param flags as written
 * @param mapping the whole file, rendered: keys that are not known here are kept in it
 */
public record ProjectFile(
    String name,
    @Nullable String version,
    @Nullable String profile,
    SearchPaths searchPaths,
    List<String> assetPaths,
    String targetPath,
    String logPath,
    String packagesInstallPath,
    List<String> cleanTargets,
    QueryComment queryComment,
    List<String> requireDbtVersion,
    YamlMapping vars,
    Map<String, ConfigTree> sections,
    List<RunHook> onRunStart,
    List<RunHook> onRunEnd,
    List<Dispatch> dispatch,
    Quoting quoting,
    YamlMapping flags,
    YamlMapping mapping) {

  public ProjectFile {
    assetPaths = List.copyOf(assetPaths);
    cleanTargets = List.copyOf(cleanTargets);
    requireDbtVersion = List.copyOf(requireDbtVersion);
    sections = Map.copyOf(sections);
    onRunStart = List.copyOf(onRunStart);
    onRunEnd = List.copyOf(onRunEnd);
    dispatch = List.copyOf(dispatch);
  }

  /**
   * A section that configures nodes, by its key: {@code models}, {@code seeds}, {@code snapshots},
   * {@code sources}, {@code data_tests} (also for {@code tests}), {@code unit_tests}, {@code
   * exposures}, {@code analyses}, {@code metrics}, …; empty where the file does not have it.
   */
  public ConfigTree section(String key) {
    ConfigTree section = sections.get(key);
    return section == null ? ConfigTree.empty(mapping.place()) : section;
  }

  /**
   * Whether templates count as they are written, and not as what they come to, wherever this run is
   * compared with another: dbt's flag for it, which in 1.10 is false where it isn't set.
   */
  public boolean comparesTemplates() {
    return flag("state_modified_compare_more_unrendered_values");
  }

  /**
   * What one of dbt's {@link BehaviorFlags} says, or what holds where the project doesn't set it.
   */
  public boolean flag(String name) {
    Object said = flags.get(name) instanceof YamlScalar flag ? flag.value() : null;
    return said instanceof Boolean value ? value : BehaviorFlags.byDefault(name);
  }

  /** The section {@code models}. */
  public ConfigTree models() {
    return section("models");
  }

  /** The section {@code seeds}. */
  public ConfigTree seeds() {
    return section("seeds");
  }

  /** The section {@code snapshots}. */
  public ConfigTree snapshots() {
    return section("snapshots");
  }

  /** The section {@code sources}. */
  public ConfigTree sources() {
    return section("sources");
  }

  /** The section {@code data_tests}, or {@code tests} as it was called. */
  public ConfigTree dataTests() {
    return section("data_tests");
  }
}
