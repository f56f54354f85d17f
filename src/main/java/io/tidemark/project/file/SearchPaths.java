package io.tidemark.project.file;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The directories in which a project's files are looked for, relative to the project's root.
 *
 * @param docs where docs blocks are; dbt looks in all of the others unless told
 */
public record SearchPaths(
    List<String> models,
    List<String> seeds,
    List<String> snapshots,
    List<String> macros,
    List<String> tests,
    List<String> analyses,
    List<String> functions,
    List<String> docs) {

  public SearchPaths {
    models = normalized(models);
    seeds = normalized(seeds);
    snapshots = normalized(snapshots);
    macros = normalized(macros);
    tests = normalized(tests);
    analyses = normalized(analyses);
    functions = normalized(functions);
    docs = normalized(docs);
  }

  /** The directories that hold nodes and macros, each once: properties files are found there. */
  public Set<String> sources() {
    Set<String> all = new LinkedHashSet<>(models);
    all.addAll(seeds);
    all.addAll(snapshots);
    all.addAll(analyses);
    all.addAll(macros);
    all.addAll(tests);
    all.addAll(functions);
    return all;
  }

  private static List<String> normalized(List<String> paths) {
    return paths.stream().map(path -> path.replaceFirst("(?<=.)/+$", "")).distinct().toList();
  }
}
