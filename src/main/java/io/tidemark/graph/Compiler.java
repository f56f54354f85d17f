package io.tidemark.graph;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.TemplateEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Renders a model into the SQL that runs, with the ephemeral models that it reads as common table
 * expressions at its head, as dbt puts them there. Thread-safe.
 */
public final class Compiler {

  private final Manifest manifest;
  private final TemplateEngine engine;
  private final References references;
  private final Reading reading;

  /** A compiler of the manifest's models. */
  public Compiler(Manifest manifest, TemplateEngine engine) {
    this(manifest, engine, Reading.OWN);
  }

  private Compiler(Manifest manifest, TemplateEngine engine, Reading reading) {
    this.reading = reading;
    this.manifest = manifest;
    this.engine = engine;
    this.references =
        new References(
            manifest.projectName(), manifest.nodes(), manifest.disabled(), manifest.sources());
  }

  /** The same for a run that reads other rows, or other relations. */
  public Compiler reading(Reading other) {
    return new Compiler(manifest, engine, other);
  }

  /**
   * A model's SQL.
   *
   * @param incremental what {@code is_incremental()} says
   * @param highWaterMark gives the mark of a column as SQL; asked only where {@code incremental}
   * @throws ProjectException if a template fails, or gives no SQL
   */
  public CompiledModel compile(
      Node node, boolean incremental, UnaryOperator<String> highWaterMark) {
    return compile(node, incremental, highWaterMark, null);
  }

  /**
   * A microbatch model's SQL for one of its batches: what it reads is filtered by event time.
   *
   * @param batch which; null for all rows
   */
  public CompiledModel compile(
      Node node,
      boolean incremental,
      UnaryOperator<String> highWaterMark,
      @Nullable Microbatch batch) {
    CompilingHost host =
        new CompilingHost(node, references, incremental, highWaterMark, batch, reading);
    String sql = render(node, host, batch);
    Map<Node, String> ephemerals = new LinkedHashMap<>();
    addCtes(host, ephemerals);
    return new CompiledModel(CteInjection.inject(byName(ephemerals), sql), ephemerals);
  }

  /** A hook's SQL, rendered in the context of its node. */
  public String compileHook(Node node, String template) {
    return compileHook(node, template, null);
  }

  /** A hook's SQL as it runs with a batch of its node. */
  public String compileHook(Node node, String template, @Nullable Microbatch batch) {
    CompilingHost host =
        new CompilingHost(node, references, false, column -> "null", batch, reading);
    return engine.renderText(
        node.file().shownPath(), template, node.packageName(), host, ModelValues.of(node, batch));
  }

  /**
   * SQL that belongs to no model, such as that of {@code show --inline}: it may read any model.
   *
   * @param name what it is called in errors
   */
  public String compileInline(String name, String template) {
    InlineHost host = new InlineHost(name, manifest.projectName(), references, reading);
    String sql = engine.renderText(name, template, manifest.projectName(), host, Map.of());
    Map<Node, String> ephemerals = new LinkedHashMap<>();
    host.ephemerals().forEach(node -> addCte(node, ephemerals));
    return CteInjection.inject(byName(ephemerals), sql);
  }

  /** A hook of the whole run, written by a package at a place: like {@link #compileInline}. */
  public String compileRunHook(String packageName, Place place, String template) {
    InlineHost host = new InlineHost(place.file(), packageName, references, reading);
    return engine.renderAt(place, template, packageName, host, Map.of());
  }

  /** A description of a properties file, which may be a template; as written where it is none. */
  public String describe(String text) {
    return text.contains("{{") || text.contains("{%")
        ? engine.renderText(
            "description",
            text,
            manifest.projectName(),
            new InlineHost("description", manifest.projectName(), references, reading),
            Map.of())
        : text;
  }

  private void addCtes(CompilingHost host, Map<Node, String> ephemerals) {
    host.ephemerals().forEach(node -> addCte(node, ephemerals));
  }

  private void addCte(Node node, Map<Node, String> ephemerals) {
    if (ephemerals.containsKey(node)) {
      return;
    }
    CompilingHost host =
        new CompilingHost(node, references, false, column -> "null", null, reading);
    String sql = render(node, host, null);
    addCtes(host, ephemerals);
    ephemerals.put(node, sql);
  }

  private static Map<String, String> byName(Map<Node, String> ephemerals) {
    Map<String, String> byName = new LinkedHashMap<>();
    ephemerals.forEach((node, sql) -> byName.put(CompilingHost.cteName(node), sql));
    return byName;
  }

  /** PostgreSQL would refuse nothing but comments with a word about what we put around it. */
  private String render(Node node, CompilingHost host, @Nullable Microbatch batch) {
    String sql = engine.render(node.file(), node.packageName(), host, ModelValues.of(node, batch));
    if (CteInjection.isBlank(sql)) {
      throw new ProjectException(
          Problem.of("The model " + node.name() + " has no SELECT")
              .at(node.file().start())
              .found("Its template gives nothing but blanks and comments.")
              .next("Write a SELECT into it, or remove the file."));
    }
    return sql;
  }
}
