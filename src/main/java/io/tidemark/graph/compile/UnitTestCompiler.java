package io.tidemark.graph.compile;

import io.tidemark.graph.Caller;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.ModelValues;
import io.tidemark.graph.Node;
import io.tidemark.graph.References;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.StaticCall;
import io.tidemark.graph.UnitTest;
import io.tidemark.graph.UnitTestInput;
import io.tidemark.graph.UnitTestRows;
import io.tidemark.postgres.Relation;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.template.Overrides;
import io.tidemark.template.TemplateEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Renders a model for a unit test: its own template, with common table expressions of the test's
 * rows in the place of what it reads.
 */
public final class UnitTestCompiler {

  private static final String IS_INCREMENTAL = "is_incremental";
  private static final String THIS = "this";

  private final UnitTest test;
  private final Node model;
  private final TemplateEngine engine;
  private final References references;
  private final Reading reading;
  private final Function<Node, String> ephemerals;

  UnitTestCompiler(
      UnitTest test,
      Manifest manifest,
      TemplateEngine engine,
      References references,
      Reading reading,
      Function<Node, String> ephemerals) {
    this.test = test;
    this.model = manifest.node(test.model()).orElseThrow();
    this.engine = engine;
    this.references = references;
    this.reading = reading;
    this.ephemerals = ephemerals;
  }

  /** The test. */
  public UnitTest test() {
    return test;
  }

  /** The model that is tested. */
  public Node model() {
    return model;
  }

  /**
   * What the test gives, as it stands in its file.
   *
   * @throws ProjectException if an input is nothing that there is
   */
  public List<UnitTestInput> inputs() {
    List<UnitTestInput> inputs = new ArrayList<>();
    for (UnitTest.Given given : test.given()) {
      inputs.add(input(given));
    }
    return inputs;
  }

  /** Where its columns are looked for: in another run's, where that is read in its place. */
  private Relation relation(String uniqueId, Relation own) {
    return reading.deferred().getOrDefault(uniqueId, own);
  }

  private UnitTestInput input(UnitTest.Given given) {
    if (given.input().strip().equals(THIS)) {
      return input(model, given.rows());
    }
    StaticCall call =
        StaticCall.of(given.input(), given.rows().place()).orElseThrow(() -> noInput(given));
    Caller caller = new Caller("The unit test " + test.name(), test.packageName());
    if (call.ref() != null) {
      return input(references.ref(call.ref(), caller), given.rows());
    }
    SourceNode source = references.source(Objects.requireNonNull(call.source()), caller);
    return new UnitTestInput(
        source.uniqueId(),
        source.name(),
        CompilingHost.cteName(source.source().name() + "__" + source.name()),
        relation(source.uniqueId(), source.relation()),
        null,
        given.rows());
  }

  private UnitTestInput input(Node node, UnitTestRows rows) {
    return new UnitTestInput(
        node.uniqueId(),
        node.name(),
        CompilingHost.cteName(node),
        relation(node.uniqueId(), node.relation()),
        node.ephemeral() ? ephemerals.apply(node) : null,
        rows);
  }

  private ProjectException noInput(UnitTest.Given given) {
    return new ProjectException(
        Problem.of(
                "The unit test %s has the input \"%s\", which is none"
                    .formatted(test.name(), given.input()))
            .at(given.rows().place())
            .found("Allowed: ref('model'), source('source', 'table'), this."));
  }

  /**
   * The text of rows that are written as SQL, which may be a template.
   *
   * @throws ProjectException if it fails
   */
  public String sql(UnitTestRows rows) {
    String text = Objects.requireNonNullElse(rows.text(), "");
    if (!text.contains("{{") && !text.contains("{%")) {
      return text;
    }
    return engine.renderText(
        test.originalPath(), text, test.packageName(), host(Map.of()), ModelValues.of(model, null));
  }

  /**
   * The model's SQL.
   *
   * @param fixtures the SQL of each input's rows
   * @throws ProjectException if the model reads what the test does not give, or its template fails
   */
  public CompiledModel compile(Map<UnitTestInput, String> fixtures) {
    Map<String, UnitTestInput> inputs = new LinkedHashMap<>();
    fixtures.keySet().forEach(input -> inputs.put(input.uniqueId(), input));
    UnitTestHost host = host(inputs);
    String sql =
        engine.renderUnitTest(
            model.file(), model.packageName(), host, ModelValues.of(model, null), overrides());
    Map<String, String> ctes = new LinkedHashMap<>();
    host.read().forEach(input -> ctes.put(input.cte(), fixtures.getOrDefault(input, "")));
    return new CompiledModel(CteInjection.inject(ctes, sql), Map.of(), Map.of());
  }

  private UnitTestHost host(Map<String, UnitTestInput> inputs) {
    boolean incremental = Boolean.TRUE.equals(overrides().macros().get(IS_INCREMENTAL));
    return new UnitTestHost(test, model, references, inputs, incremental);
  }

  private Overrides overrides() {
    YamlMapping overrides =
        test.mapping().get("overrides") instanceof YamlMapping mapping ? mapping : null;
    return new Overrides(
        values(overrides, "macros"), values(overrides, "vars"), values(overrides, "env_vars"));
  }

  private static Map<String, @Nullable Object> values(@Nullable YamlMapping mapping, String key) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (mapping != null && mapping.get(key) instanceof YamlMapping entries) {
      entries.entries().forEach(entry -> values.put(entry.name(), entry.value().value()));
    }
    return values;
  }
}
