package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job file that is another one when its run goes on; who is told of what; pools. */
@Timeout(120)
class ChangedJobFileTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @TempDir private Path folder;

  @Test
  void noTaskIsLostOrDoneTwice() {
    JobFolder shop =
        JobFolder.in(folder, database, "changed")
            .model("ok", "{{ config(materialized='table') }} select 1 as id")
            .model("bad", "{{ config(materialized='table') }} select id from changed.missing")
            .job(
                "daily",
                """
                tasks:
                  - {id: old_name, sql: "insert into TRACE (what) values ('renamed')"}
                  - {id: old_models, select: ok bad}
                  - {id: removed, sql: "select 1/0"}
                  - {id: edited, sql: "insert into TRACE (what) values ('as it was')"}
                """);
    shop.run("daily", "--date", "2026-10-05").nodeFailed();

    shop.job(
        "daily",
        """
        tasks:
          - {id: new_name, sql: "insert into TRACE (what) values ('renamed')"}
          - {id: new_models, select: ok bad}
          - {id: added, sql: "insert into TRACE (what) values ('added')", depends_on: [new_name]}
          - {id: edited, sql: "insert into TRACE (what) values ('as it is')"}
        """);
    Outcome again = shop.run("daily", "--date", "2026-10-05");
    database.execute("create table changed.missing as select 1 as id");
    Outcome third = shop.run("daily", "--date", "2026-10-05");

    again
        .nodeFailed()
        .says("The task new_name was called old_name: what it has done stays done")
        .says("The task removed (failed) is not in the job file any more")
        .says("The task added is new in this run")
        .says("The task edited has changed since it was done in this run; it is not run again")
        .neverSays("model changed.ok");
    third.succeeded().neverSays("was called", "not in the job file", "model changed.ok");
    assertThat(shop.traces()).containsExactlyInAnyOrder("renamed", "as it was", "added");
    assertThat(shop.states("daily"))
        .contains("removed=STOPPED/REMOVED", "new_models/model.shop.ok=COMPLETED/COMPLETED");
  }

  @Test
  void whoWantsToKnowIsTold() throws IOException {
    List<String> posted = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          posted.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Token")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(posted.size() == 1 ? 500 : 204, -1);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      JobFolder shop =
          JobFolder.in(folder, database, "told")
              .job(
                  "daily",
                  """
                  defaults:
                    on_failure: {post: "URL/failed/{{ task }}", headers: {X-Token: "t{{ try_number }}"}, body: {text: "{{ job }}: {{ exception }}", list: [1, "{{ ds }}"]}}
                    on_retry: {command: "echo {{ task }} {{ try_number }} {{ state }} >> retried"}
                  tasks:
                    - {id: a, sql: "select 1/0", retries: 1, retry_delay: 0s}
                    - {id: b, sql: "select 1", on_success: {command: "echo {{ task }} > succeeded"}}
                  on_failure: {post: "URL/job"}
                  """
                      .replace("URL", url));

      Outcome outcome = shop.run("daily", "--date", "2026-10-05");

      outcome
          .nodeFailed()
          .says("The callback on_failure of the task a has failed: The server answered 500");
      assertThat(posted).hasSize(2);
      assertThat(posted.get(0))
          .startsWith("/failed/a t2 {\"text\":\"daily: ")
          .contains("division by zero")
          .endsWith("\"list\":[1,\"2026-10-05\"]}");
      assertThat(posted.get(1))
          .startsWith(
              "/job null {\"job\":\"daily\",\"run_id\":\"manual__2026-10-05T00:00:00+00:00\"")
          .contains("\"state\":\"failed\"");
      assertThat(shop.project().read("retried")).isEqualTo("a 1 up_for_retry\n");
      assertThat(shop.project().read("succeeded")).isEqualTo("b\n");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aPoolLetsAsManyAtOnceAsItHasSlots() {
    // Each says how many of its kind are at work, itself included.
    String count =
        "{id: %s, pool: %s, command: \"mkdir at.$$; ls -d at.* | wc -l >> counts; sleep 0.2; rmdir"
            + " at.$$\"}";
    StringBuilder tasks = new StringBuilder("tasks:\n");
    for (int i = 0; i < 6; i++) {
      tasks.append("  - ").append(count.formatted("t" + i, "narrow")).append('\n');
    }
    JobFolder shop = JobFolder.in(folder, database, "pooled").job("daily", tasks.toString());
    shop.project().file("jobs/pools.yml", "pools: {narrow: 2}\n");

    shop.run("daily", "--date", "2026-10-05", "--threads", "6").succeeded();

    assertThat(shop.project().read("counts").lines().map(String::strip))
        .hasSize(6)
        .containsAnyOf("1", "2")
        .isSubsetOf("1", "2");
  }
}
