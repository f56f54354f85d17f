package io.tidemark.cli;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A restart has the threads of the run that it continues, and the connections which those need. */
class RestartThreadsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  /** Four loads hold a connection each, and each needs one more to write its books. */
  @Test
  void aRestartHasAConnectionForEachOfItsThreads(@TempDir Path folder) {
    database.execute(
        """
        create table public.raw as
          select i as id, 1 as divisor, rpad('', 500) as note from generate_series(1, 10) i
        """);
    ProjectFolder project = ProjectFolder.in(folder, database.settings(), "restart_threads");
    for (int i = 1; i <= 6; i++) {
      project.model(
          "model_" + i,
          """
          {{ config(materialized='incremental', unique_key='id', chunk_size=1) }}
          select id, id / divisor as quotient, note from public.raw
          """);
    }
    project.run("run").succeeded();
    database.execute(
        "insert into public.raw select i, i % 2000, rpad('', 500) from generate_series(11, 2000)"
            + " i");
    project.run("run", "--threads", "6").nodeFailed().says("division by zero", "ERROR=6");
    database.execute("update public.raw set divisor = 1");

    project.run("restart").succeeded().says("6 threads", "PASS=6");
  }
}
