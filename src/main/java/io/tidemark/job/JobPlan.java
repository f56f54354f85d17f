package io.tidemark.job;

import io.tidemark.batch.JobRunId;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunOptions;
import io.tidemark.graph.Dag;
import io.tidemark.graph.Node;
import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Job;
import io.tidemark.template.TemplateDatabase;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a job is going to do.
 *
 * @param job the job file
 * @param id tells it from all others
 * @param interval the time it is about
 * @param runId {@code run_id} in templates
 * @param nodes the nodes of each task that has some, by the task's id
 * @param order the order of the project's nodes
 * @param schemas the schemas that must be there before the first node
 * @param schemaMaker makes a schema that is missing; null where the engine does that
 * @param hooks what runs before and after all tasks
 * @param options how nodes are run
 * @param pools how many slots each pool has
 * @param project renders its texts
 */
public record JobPlan(
    Job job,
    JobRunId id,
    DataInterval interval,
    String runId,
    Map<String, Map<String, Node>> nodes,
    Dag order,
    List<String> schemas,
    @Nullable BiConsumer<String, TemplateDatabase> schemaMaker,
    List<RunHook> hooks,
    RunOptions options,
    Map<String, Integer> pools,
    JobProject project) {

  /** Copies the collections. */
  public JobPlan {
    nodes = Map.copyOf(nodes);
    schemas = List.copyOf(schemas);
    hooks = List.copyOf(hooks);
    pools = Map.copyOf(pools);
  }
}
