package io.tidemark.report.artifact;

import io.tidemark.graph.Descriptions;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.entry.Entries;
import io.tidemark.postgres.NameQuoting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What {@code manifest.json} is made of.
 *
 * @param invocation which invocation it was
 * @param manifest what was read
 * @param macros the macros that are known
 * @param compiled the models' compiled SQL by unique id, as far as they have been compiled
 * @param built where that is which was carried out, by unique id, relative to the project
 * @param quoting which parts of names the project quotes
 * @param foreignKeys gives the relation's name behind a model's {@code to: ref('orders')}
 * @param descriptions renders descriptions
 * @param selectors the project's selectors as the manifest has them, by name
 */
public record ManifestInput(
    InvocationFacts invocation,
    Manifest manifest,
    List<MacroFacts> macros,
    Map<String, CompiledModel> compiled,
    Map<String, String> built,
    NameQuoting quoting,
    BiFunction<Node, String, String> foreignKeys,
    Descriptions descriptions,
    Map<String, Object> selectors) {

  /** Copies the collections, in their order. */
  public ManifestInput {
    macros = List.copyOf(macros);
    compiled = Map.copyOf(compiled);
    built = Map.copyOf(built);
    selectors = Collections.unmodifiableMap(new LinkedHashMap<>(selectors));
  }

  /** Makes the manifest's entries of what was read. */
  Entries entries() {
    return new Entries(manifest, descriptions, ArtifactTime.epoch(invocation.generatedAt()));
  }

  /**
   * A model's compiled SQL.
   *
   * @param code the SQL
   * @param path the file it has been written to, relative to the project; null where it has not
   * @param ephemerals the SQL of the ephemeral models that stand at its head, by unique id, in
   *     their order
   * @param macros the unique ids of the macros that it has called, in their order
   * @param relation the relation that it has only because the command keeps a test's failures; null
   *     for none
   */
  public record CompiledModel(
      String code,
      @Nullable String path,
      Map<String, String> ephemerals,
      List<String> macros,
      @Nullable String relation) {

    /** Copies the collections, in their order. */
    public CompiledModel {
      macros = List.copyOf(macros);
      ephemerals = Collections.unmodifiableMap(new LinkedHashMap<>(ephemerals));
    }
  }

  /**
   * A macro.
   *
   * @param uniqueId {@code macro.shop.cents_to_dollars}
   * @param name its name
   * @param packageName the package it is written in
   * @param path its file, relative to that package
   * @param source its text, from {@code {% macro %}} to {@code {% endmacro %}}
   * @param description rendered; empty where there is none
   * @param patchPath the properties file that describes it ({@code shop://macros/schema.yml}), or
   *     null
   * @param arguments those that a properties file describes
   * @param dependsOn the unique ids of the macros that it calls
   * @param meta as configured
   * @param docs as configured
   * @param languages whose nodes a materialization can make; none for what is none
   */
  public record MacroFacts(
      String uniqueId,
      String name,
      String packageName,
      String path,
      String source,
      String description,
      @Nullable String patchPath,
      List<MacroArgument> arguments,
      List<String> dependsOn,
      Map<?, ?> meta,
      Map<?, ?> docs,
      List<String> languages) {

    /** Copies the lists. */
    public MacroFacts {
      languages = List.copyOf(languages);
      arguments = List.copyOf(arguments);
      dependsOn = List.copyOf(dependsOn);
    }
  }

  /**
   * An argument of a macro.
   *
   * @param type null where it is not said
   */
  public record MacroArgument(String name, @Nullable String type, String description) {}
}
