package io.tidemark.load;

import static io.tidemark.load.RandomColumn.pick;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.Strategy;
import io.tidemark.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A made-up model, its made-up target, and a few increments that are loaded into it, one by one.
 */
final class RandomLoads {

  private final Random random;
  private final TestDatabase database;
  private final LoadFixture fixture;
  private final RandomModel model;
  private final StringBuilder story = new StringBuilder();

  RandomLoads(long seed, TestDatabase database) {
    this.random = new Random(seed);
    // The first numbers of neighbouring seeds are alike.
    random.nextLong();
    this.database = database;
    this.fixture = new LoadFixture(database);
    this.model = RandomModel.any(random);
  }

  /** What was done, to be read beside a failure. */
  String story() {
    return model + "\n" + story + "notices: " + fixture.notices();
  }

  /**
   * Loads all increments by both ways and compares after each.
   *
   * @return whether dbt took at least one of them
   */
  boolean run() {
    makeTarget();
    boolean taken = false;
    List<RandomColumn> columns = model.columns();
    for (int step = 1; step <= 1 + random.nextInt(3); step++) {
      columns = changed(columns);
      incoming(incoming(columns, step));
      if (lacksKey(columns)) {
        refusesMissingKey();
        return taken;
      }
      taken |= loadAndCompare(step);
    }
    return taken;
  }

  private void makeTarget() {
    int most = pick(List.of(10, 60, 200), random);
    incoming(RandomRows.query(model.columns(), model.filler(), "old", most, random));
    fixture.execute("create table public.side as select * from public.incoming limit 5");
    if (random.nextInt(3) > 0) {
      fixture.build(random.nextInt(4) == 0 ? new String[0] : model.key().toArray(String[]::new));
    } else {
      fixture.execute("create table public.orders as select * from public.incoming");
    }
    fixture.execute("create table public.oracle as select * from public.orders");
    for (int i = random.nextInt(3); i > 0; i--) {
      index(pick(model.columns(), random).name(), random.nextInt(3) == 0);
    }
  }

  /** An index of the user's, on both tables, if their rows allow it. */
  private void index(String column, boolean unique) {
    String create = "create " + (unique ? "unique " : "") + "index on public.%s (" + column + ");";
    refusal(() -> fixture.execute(create.formatted("orders") + create.formatted("oracle")));
  }

  private List<RandomColumn> changed(List<RandomColumn> before) {
    List<RandomColumn> columns = new ArrayList<>(before);
    int at = random.nextInt(columns.size());
    switch (random.nextInt(12)) {
      case 0 -> columns.set(at, columns.get(at).retyped(random));
      case 1 -> columns.add(at, RandomColumn.any("new" + random.nextInt(100), random));
      case 2 -> {
        if (columns.size() > 1) {
          columns.remove(at);
        }
      }
      default -> {}
    }
    return columns;
  }

  /** New rows, or those that are there with a few changes. */
  private String incoming(List<RandomColumn> columns, int step) {
    String rows =
        RandomRows.query(
            columns, model.filler(), "new" + step, pick(List.of(5, 60, 300), random), random);
    boolean same = columns.equals(model.columns()) && random.nextInt(5) == 0;
    return same ? rows + " union all select * from public.orders" : rows;
  }

  private boolean lacksKey(List<RandomColumn> columns) {
    List<String> names = columns.stream().map(RandomColumn::name).toList();
    return model.strategy() != Strategy.APPEND
        && model.key().stream()
            .map(part -> part.equals("A") ? "a" : part)
            .anyMatch(part -> part.matches("[a-z]+|\".*\"") && !names.contains(part));
  }

  /**
   * The one place where dbt is not followed: its sub-select of a column that the increment hasn't
   * got finds the target's own, so it deletes every row.
   */
  private void refusesMissingKey() {
    List<String> before = rows("public.orders");
    assertThat(refusal(() -> load(ChunkSize.DEFAULT))).isNotNull();
    assertThat(rows("public.orders")).isEqualTo(before);
  }

  private boolean loadAndCompare(int step) {
    ChunkSize size =
        random.nextInt(8) == 0
            ? ChunkSize.ALL
            : new ChunkSize(pick(List.of(1, 3, 10, 40, 1000), random));
    story.append("step %d, chunks of %d\n".formatted(step, size.rows()));
    boolean nothing = fixture.rows("public.incoming").isEmpty();
    String refusal = refusal(() -> DbtOracle.run(model, database));
    String ours = refusal(() -> load(size));
    story.append("dbt: %s\nours: %s\n".formatted(refusal, ours));

    // Where there are no rows, nothing has to be refused because of them.
    if (!nothing || ours != null) {
      assertThat(ours == null ? "taken" : "refused")
          .isEqualTo(refusal == null ? "taken" : "refused");
    }
    if (ours != null || refusal == null) {
      List<String> expected = rows("public.oracle");
      List<String> found = rows("public.orders");
      assertThat(found.equals(expected) ? "" : difference(found, expected)).isEmpty();
    }
    assertThat(fixture.relations()).noneMatch(name -> name.contains("staging_"));
    assertThat(database.query("select * from tidemark.checkpoint")).isEmpty();
    return refusal == null;
  }

  /** Is interrupted after some chunks, again and again, and goes on from there. */
  private void load(ChunkSize size) {
    LoadFixture.Request request =
        new LoadFixture.Request(
            model.strategy(),
            model.key(),
            model.update(),
            model.exclude(),
            model.predicates().stream().map(p -> p.replace("%THIS%", "public.orders")).toList(),
            size,
            model.schemaChange(),
            "select * from public.incoming");
    fixture.inParts(1 + random.nextInt(3));
    fixture.crashAfter(random.nextInt(2) == 0 ? Integer.MAX_VALUE : random.nextInt(5));
    boolean left = tried(() -> fixture.load(request).rows() < 0);
    if (left) {
      // It is frozen: what the model would give now no longer matters.
      fixture.execute("alter table public.incoming rename to incoming_then");
    }
    while (left) {
      story.append("  left at %s\n".formatted(fixture.pending().parts()));
      fixture.crashAfter(random.nextInt(2) == 0 ? Integer.MAX_VALUE : random.nextInt(5));
      left = tried(() -> fixture.resume().rows() < 0);
    }
    fixture.crashAfter(Integer.MAX_VALUE);
    story.append("  by %s\n".formatted(fixture.method()));
  }

  /** True if the work was interrupted on purpose. */
  private static boolean tried(BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } catch (LoadFixture.Interrupted onPurpose) {
      return true;
    }
  }

  private static @Nullable String refusal(Runnable work) {
    try {
      work.run();
      return null;
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void incoming(String query) {
    fixture.execute(
        "drop table if exists public.incoming; drop table if exists public.incoming_then;"
            + " create table public.incoming as "
            + query);
  }

  private static String difference(List<String> found, List<String> expected) {
    List<String> missing = new ArrayList<>(expected);
    found.forEach(missing::remove);
    List<String> tooMany = new ArrayList<>(found);
    expected.forEach(tooMany::remove);
    return "missing: " + missing + "\ntoo many: " + tooMany;
  }

  /** The rows, whatever order the columns are in. */
  private List<String> rows(String relation) {
    String columns =
        String.join(", ", DbtOracle.types(relation, database).keySet().stream().sorted().toList());
    return fixture.rows("(select " + columns + " from " + relation + ")").stream()
        .map(row -> row.replaceAll("[.]{9,}", "…"))
        .toList();
  }
}
