package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.graph.ModelBuilder;
import io.tidemark.project.problem.ProjectException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a model's configuration can't mean is said before anything runs. */
class MaterializationsTest {

  @Test
  void whatAMergeUpdatesIsSaidInOneWay() {
    ModelBuilder both =
        incremental()
            .config("incremental_strategy", "merge")
            .config("merge_update_columns", List.of("a"))
            .config("merge_exclude_columns", List.of("b"));

    assertRefused(both, "both merge_update_columns and merge_exclude_columns");
  }

  @Test
  void namesThatAreNoneAreRefusedWithWhatIsAllowed() {
    assertRefused(incremental().config("incremental_strategy", "merg"), "append, delete+insert");
    assertRefused(incremental().config("on_schema_change", true), "a text");
    assertRefused(incremental().config("chunk_size", "lots"), "a number of rows of at least 1");
    assertRefused(incremental().config("chunk_size", 0L), "a number of rows of at least 1");
    assertRefused(incremental().config("chunk_size", -1L), "a number of rows of at least 1");
    assertRefused(incremental().config("parallel", 0L), "a number of chunks from 1 to 64");
    assertRefused(incremental().config("parallel", "many"), "a number of chunks from 1 to 64");
    assertRefused(incremental().config("indexes", "id"), "a list of indexes");
    assertRefused(
        ModelBuilder.model("models/orders.sql").config("materialized", "tabel"), "ephemeral");
  }

  /** They are errors of the node when it is run. */
  @Test
  void namesOfOtherAdaptersPassUntilTheyAreRun() {
    new Materializations()
        .check(incremental().config("incremental_strategy", "insert_overwrite").build());
    new Materializations()
        .check(ModelBuilder.model("models/orders.sql").config("materialized", "cube").build());
  }

  private static ModelBuilder incremental() {
    return ModelBuilder.model("models/orders.sql").config("materialized", "incremental");
  }

  private static void assertRefused(ModelBuilder model, String says) {
    assertThatThrownBy(() -> new Materializations().check(model.build()))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining(says);
  }
}
