package io.tidemark.graph.compile;

import io.tidemark.graph.Caller;
import io.tidemark.graph.Node;
import io.tidemark.graph.References;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.UnitTest;
import io.tidemark.graph.UnitTestInput;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.FunctionCall;
import io.tidemark.template.MetricCall;
import io.tidemark.template.MetricValue;
import io.tidemark.template.RefCall;
import io.tidemark.template.Referenced;
import io.tidemark.template.SourceCall;
import io.tidemark.template.TemplateHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers a model's template in a unit test: whatever it reads are rows of the test. For one
 * render.
 */
final class UnitTestHost implements TemplateHost {

  private final UnitTest test;
  private final Node model;
  private final References references;
  private final Map<String, UnitTestInput> inputs;
  private final boolean incremental;
  private final Set<String> read = new LinkedHashSet<>();

  /**
   * A host.
   *
   * @param inputs by the unique id of what they stand in for
   * @param incremental what {@code is_incremental()} says
   */
  UnitTestHost(
      UnitTest test,
      Node model,
      References references,
      Map<String, UnitTestInput> inputs,
      boolean incremental) {
    this.test = test;
    this.model = model;
    this.references = references;
    this.inputs = inputs;
    this.incremental = incremental;
  }

  /** What stands in for what the model has read so far: itself before all else, as in dbt. */
  List<UnitTestInput> read() {
    List<UnitTestInput> inOrder = new ArrayList<>();
    UnitTestInput own = inputs.get(model.uniqueId());
    if (own != null) {
      inOrder.add(own);
    }
    for (String id : read) {
      UnitTestInput input = inputs.get(id);
      if (input != null && !id.equals(model.uniqueId())) {
        inOrder.add(input);
      }
    }
    return inOrder;
  }

  @Override
  public Relation self() {
    return model.relation();
  }

  @Override
  public @Nullable Referenced selfReferenced() {
    UnitTestInput own = inputs.get(model.uniqueId());
    return own == null ? null : new Referenced(model.relation(), own.cte());
  }

  @Override
  public NodeConfig config() {
    return model.config();
  }

  @Override
  public void configure(ConfigLayer layer) {
    // It was noted when the project was read.
  }

  @Override
  public Referenced ref(RefCall call) {
    Node there = references.ref(call, Caller.of(model));
    UnitTestInput input = inputs.get(there.uniqueId());
    if (input == null) {
      throw missing("ref('" + there.name() + "')");
    }
    read.add(there.uniqueId());
    return new Referenced(there.relation(), input.cte());
  }

  @Override
  public Referenced source(SourceCall call) {
    SourceNode there = references.source(call, Caller.of(model));
    UnitTestInput input = inputs.get(there.uniqueId());
    if (input == null) {
      throw missing("source('" + there.source().name() + "', '" + there.name() + "')");
    }
    read.add(there.uniqueId());
    return new Referenced(there.relation(), input.cte());
  }

  /** As in dbt, a function is called as it is: it is no input that rows could stand for. */
  @Override
  public Relation function(FunctionCall call) {
    return references.function(call, Caller.of(model)).relation();
  }

  @Override
  public MetricValue metric(MetricCall call) {
    return references.metricValue(call, Caller.of(model));
  }

  @Override
  public boolean incremental() {
    return incremental;
  }

  @Override
  public String highWaterMark(String column) {
    UnitTestInput own = inputs.get(model.uniqueId());
    return own == null || !incremental
        ? "null"
        : new Statements()
            .render(
                "test/mark",
                Map.of("column", new SqlText(column), "input", new SqlText(own.cte())));
  }

  @Override
  public boolean executing() {
    return true;
  }

  private ProjectException missing(String call) {
    return new ProjectException(
        Problem.of(
                "The unit test %s gives no rows for %s, which the model %s reads"
                    .formatted(test.name(), call, model.name()))
            .at(test.mapping().placeOf("given"))
            .next("Add to it: - {input: \"" + call + "\", rows: []}"));
  }
}
