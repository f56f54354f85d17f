package io.tidemark.batch;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Node;
import io.tidemark.materialization.Compilation;
import io.tidemark.materialization.SourceConnections;
import io.tidemark.template.TemplateDatabase;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run.
 *
 * @param jobName the job's name in the repository, which is also what must not run twice at once
 * @param nodes what is to be run, by unique id; no ephemeral models
 * @param dag their order; its nodes are the keys of {@code nodes}
 * @param compiler a node's template, ready to be rendered
 * @param schemas the schemas that must be there before the first node
 * @param hooks what runs before and after all nodes, in order
 * @param options how
 * @param schemaMaker makes a schema that is missing; null where the engine does that
 * @param sources the databases that sources are loaded from
 */
public record Run(
    String jobName,
    Map<String, Node> nodes,
    Dag dag,
    BiFunction<Node, TemplateDatabase, Compilation> compiler,
    List<String> schemas,
    List<RunHook> hooks,
    RunOptions options,
    @Nullable BiConsumer<String, TemplateDatabase> schemaMaker,
    SourceConnections sources) {

  /** Copies the collections. */
  public Run {
    nodes = Map.copyOf(nodes);
    schemas = List.copyOf(schemas);
    hooks = List.copyOf(hooks);
  }

  /** A run for which the engine makes the schemas, and that loads no sources. */
  public Run(
      String jobName,
      Map<String, Node> nodes,
      Dag dag,
      BiFunction<Node, TemplateDatabase, Compilation> compiler,
      List<String> schemas,
      List<RunHook> hooks,
      RunOptions options) {
    this(jobName, nodes, dag, compiler, schemas, hooks, options, null, SourceConnections.none());
  }

  /** The same with schemas made otherwise. */
  public Run makingSchemas(@Nullable BiConsumer<String, TemplateDatabase> maker) {
    return new Run(jobName, nodes, dag, compiler, schemas, hooks, options, maker, sources);
  }

  /** The same, whose sources are loaded from these databases. */
  public Run loadingFrom(SourceConnections databases) {
    return new Run(jobName, nodes, dag, compiler, schemas, hooks, options, schemaMaker, databases);
  }
}
