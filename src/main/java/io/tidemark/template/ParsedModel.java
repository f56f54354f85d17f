package io.tidemark.template;

import io.tidemark.project.config.ConfigLayer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model's template says about itself when it is rendered for the first time.
 *
 * @param configs what {@code config()} was called with, one a call
 * @param refs in the order of the calls, each as often as it was called, as in dbt
 * @param sources in the order of the calls, as often as dbt notes them: see {@link #eachSourceOnce}
 * @param functions in the order of the calls, each once
 * @param macros the unique ids of the macros it called itself, in the order of the calls
 * @param watermarks the columns it asks the high-water mark of
 * @param metrics in the order of the calls, each once
 */
public record ParsedModel(
    List<ConfigLayer> configs,
    List<RefCall> refs,
    List<SourceCall> sources,
    List<FunctionCall> functions,
    Set<String> macros,
    Set<String> watermarks,
    List<MetricCall> metrics) {

  /** Nothing is said. */
  public static final ParsedModel NOTHING =
      new ParsedModel(List.of(), List.of(), List.of(), List.of(), Set.of(), Set.of());

  /** What calls no {@code metric()}. */
  public ParsedModel(
      List<ConfigLayer> configs,
      List<RefCall> refs,
      List<SourceCall> sources,
      List<FunctionCall> functions,
      Set<String> macros,
      Set<String> watermarks) {
    this(configs, refs, sources, functions, macros, watermarks, List.of());
  }

  /**
   * The same, with each source once. So dbt notes them of a template that it reads without
   * rendering it.
   */
  ParsedModel eachSourceOnce() {
    Map<List<String>, SourceCall> once = new LinkedHashMap<>();
    sources.forEach(call -> once.putIfAbsent(List.of(call.source(), call.table()), call));
    return new ParsedModel(
        configs, refs, List.copyOf(once.values()), functions, macros, watermarks, metrics);
  }

  /** Copies the collections. */
  public ParsedModel {
    configs = List.copyOf(configs);
    refs = List.copyOf(refs);
    sources = List.copyOf(sources);
    functions = List.copyOf(functions);
    macros = Collections.unmodifiableSet(new LinkedHashSet<>(macros));
    watermarks = Set.copyOf(watermarks);
    metrics = List.copyOf(metrics);
  }
}
