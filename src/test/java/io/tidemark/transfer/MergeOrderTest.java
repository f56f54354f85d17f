package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.postgres.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An increment comes in the order of its watermark; each chunk is merged in that of the key. */
class MergeOrderTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  private static final String NOTE =
      """
      create table raw.merged (at bigint generated always as identity, id text);
      create function raw.note() returns trigger language plpgsql as
      'begin insert into raw.merged (id) values (new.id); return new; end';
      create trigger note before update on raw.orders for each row execute function raw.note()
      """;

  private TransferFixture shop;

  @BeforeEach
  void shop() {
    shop = new TransferFixture(SOURCE, TARGET);
  }

  private void sells(String id) {
    shop.atSource(
        "create table sales.orders (%s primary key, updated_at int not null)".formatted(id));
  }

  private List<String> merged() {
    return TARGET.query("select id from raw.merged order by at").stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  private void runInChunksOf(int rows) {
    shop.run(request -> request.chunkSize(new ChunkSize(rows)));
  }

  @Test
  void eachChunkIsMergedByTheKey() {
    sells("id int");
    shop.atSource("insert into sales.orders select i, 0 from generate_series(1, 6) as i");
    shop.run();
    shop.atTarget(NOTE);
    shop.atSource("update sales.orders set updated_at = 10 - id");

    runInChunksOf(3);

    assertThat(merged()).containsExactly("4", "5", "6", "1", "2", "3");
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  /** Two keys that its collation takes for the same are the same row. */
  @Test
  void aTextIsSortedByItsBytesAndMatchedByItsCollation() {
    for (TestDatabase database : List.of(SOURCE, TARGET)) {
      database.execute(
          "drop collation if exists public.unlike;"
              + " create collation public.unlike"
              + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
    }
    sells("id text collate public.unlike");
    shop.atSource("insert into sales.orders values ('b', 0), ('A', 0), ('C', 0)");
    shop.run();
    shop.atTarget(
        "create table raw.as_it_was as select * from raw.orders; drop table raw.orders; create"
            + " table raw.orders (id text collate public.unlike primary key, updated_at int);"
            + " insert into raw.orders select * from raw.as_it_was");
    shop.atTarget(NOTE);
    shop.atSource(
        "update sales.orders set updated_at = 2, id = case id when 'b' then 'B' else lower(id)"
            + " end");

    runInChunksOf(100);

    assertThat(merged()).containsExactly("b", "A", "C");
    assertThat(shop.copied("select lower(id), updated_at from raw.orders"))
        .isEqualTo(shop.expected("select lower(id), updated_at from sales.orders"));
  }
}
