package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * I6 and I1: whatever a model is made of, whatever its target holds, however it is divided and
 * interrupted, the target becomes what dbt's own statements make of a copy of it; or both refuse,
 * and nothing is written.
 *
 * <p>Each load is made up from a seed. {@code -Dtidemark.seed=N} runs only that one, {@code
 * -Dtidemark.seeds=N} so many of them.
 */
class AnyIncrementTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void fifty() {
    check(20_240_101L, Integer.getInteger("tidemark.seeds", 50));
  }

  @Test
  @Tag("long")
  void thousands() {
    check(System.nanoTime() & 0xFFFFFFFFL, Integer.getInteger("tidemark.seeds", 5000));
  }

  private static void check(long first, int count) {
    Long only = Long.getLong("tidemark.seed");
    LongStream seeds = only == null ? LongStream.range(first, first + count) : LongStream.of(only);
    List<String> failures = new ArrayList<>();
    long taken = seeds.filter(seed -> taken(seed, failures)).count();
    assertThat(failures.stream().limit(5)).as("%d of %d", failures.size(), count).isEmpty();
    assertThat(only != null || taken * 2 > count).as("dbt takes half of them or more").isTrue();
  }

  private static boolean taken(long seed, List<String> failures) {
    RandomLoads loads = new RandomLoads(seed, database);
    try {
      return loads.run();
    } catch (RuntimeException | AssertionError e) {
      failures.add("-Dtidemark.seed=%d%n%s%n%s".formatted(seed, e.getMessage(), loads.story()));
      return false;
    }
  }
}
