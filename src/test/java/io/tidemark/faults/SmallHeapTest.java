package io.tidemark.faults;

import io.tidemark.cli.ProjectFolder;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * I7: the heap of a run does not grow with its rows, which never leave the server. Red where a
 * chunk's writer reads the staging table. Nor does what is written of a project have to fit.
 */
class SmallHeapTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String MODEL =
      """
      {{ config(materialized='incremental', chunk_size=5000, %s) }}
      select * from raw.orders
      {%% if is_incremental() %%} where at > (select max(at) from {{ this }}) {%% endif %%}
      """;

  /** 25,000 rows of 3,000 bytes are twice the heap, and so is every table. */
  @Test
  void anIncrementTwiceTheHeapIsLoaded(@TempDir Path folder) {
    ProjectFolder.in(folder, database.settings(), "shop")
        .model("added", MODEL.formatted("incremental_strategy='append'"))
        .model("merged", MODEL.formatted("unique_key='id'"))
        .model("whole", MODEL.formatted("unique_key='day'"));
    database.execute(
        """
        create schema raw;
        create table raw.orders (id int, day int, note text, at int);
        alter table raw.orders alter note set storage plain;
        insert into raw.orders select i, i / 100, repeat('x', 3000), 1 from generate_series(1, 25000) i
        """);
    run(folder);
    database.execute("insert into raw.orders select id, day, note, 2 from raw.orders");

    run(folder);
  }

  /** What the artifacts say of 3,000 nodes is more than the heap; it is written node by node. */
  @Test
  void aProjectOfThousandsOfNodesIsParsed(@TempDir Path folder) {
    ProjectFolder project = ProjectFolder.in(folder, database.settings(), "shop");
    StringBuilder properties = new StringBuilder("models:\n");
    for (int i = 0; i < 1000; i++) {
      project.model("m" + i, i == 0 ? "select 1 as id" : "select * from {{ ref('m0') }}");
      properties
          .append("  - name: m%d\n    columns:\n".formatted(i))
          .append("      - {name: id, data_tests: [unique, not_null]}\n");
    }
    project.file("models/schema.yml", properties.toString());

    small(folder, "parse");
  }

  private static void run(Path folder) {
    small(folder, "run");
  }

  private static void small(Path folder, String command) {
    TidemarkProcess.in(folder)
        .jvm(List.of("-cp", TidemarkProcess.classPath(), "-Xmx40m"))
        .runApart(command)
        .succeeded();
  }
}
