package io.tidemark.template;

import io.tidemark.postgres.Relation;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.NodeConfig;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The world as one node's template sees it. While the project is read, an implementation notes what
 * is asked for; while the node is compiled, another one answers. For one thread.
 */
public interface TemplateHost {

  /** What {@code {{ this }}} is. */
  Relation self();

  /** What {@code {{ this }}} is printed as; null where, as in dbt, it is {@code None}. */
  default @Nullable Referenced selfReferenced() {
    return Referenced.relation(self());
  }

  /** What is configured; while the project is read, only what stands outside the file. */
  NodeConfig config();

  /**
   * What dbt takes where nothing is configured; a key that is there with null has no default, and
   * none that a template names either. Empty while the project is read.
   */
  default Map<String, ? extends @Nullable Object> configDefaults() {
    return Map.of();
  }

  /** The file calls {@code config(…)}. */
  void configure(ConfigLayer layer);

  /**
   * What a {@code ref()} stands for.
   *
   * @throws io.tidemark.project.problem.ProjectException if there is no such node
   */
  Referenced ref(RefCall call);

  /**
   * What a {@code source()} stands for.
   *
   * @throws io.tidemark.project.problem.ProjectException if there is no such source
   */
  Referenced source(SourceCall call);

  /**
   * The function of the database that a {@code function()} stands for.
   *
   * @throws io.tidemark.project.problem.ProjectException if there is no such function
   */
  Relation function(FunctionCall call);

  /**
   * The metric that a {@code metric()} names.
   *
   * @throws io.tidemark.project.problem.ProjectException if there is no such metric
   */
  MetricValue metric(MetricCall call);

  /** What {@code is_incremental()} says. */
  boolean incremental();

  /**
   * The greatest value of a column of {@code {{ this }}}, as SQL, and {@code null} where there is
   * none.
   */
  String highWaterMark(String column);

  /** Where the template's questions to the database go; asked only while {@link #executing}. */
  default TemplateDatabase database() {
    return TemplateDatabase.none();
  }

  /**
   * Its template has called these macros, by their unique ids, in this order; not those that they
   * called.
   */
  default void called(Set<String> macros) {
    // Most don't ask.
  }

  /** False while the project is read: then nothing may be asked of the database. */
  boolean executing();
}
