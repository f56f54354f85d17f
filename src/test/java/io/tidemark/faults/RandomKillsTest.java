package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * I1 at no point in particular: processes are killed (kill -9) at random moments, while sources
 * change between commands, and whatever comes next may be killed too. Whenever a {@code run} ends
 * by itself, every target is its source.
 *
 * <p>The seed is printed; {@code -Dtidemark.faults.seed=…} repeats the choices (not the machine's
 * speed), {@code -Dtidemark.faults.kills=…} sets how many kills the long form makes.
 */
class RandomKillsTest {

  private static final int LET_ONE_LIVE = 10;

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  @Timeout(300)
  void aDozenKillsLoseAndDoubleNothing(@TempDir Path folder) {
    kill(12, folder);
  }

  @Test
  @Tag("long")
  @Timeout(7200)
  void hundredsOfKillsLoseAndDoubleNothing(@TempDir Path folder) {
    kill(Integer.getInteger("tidemark.faults.kills", 300), folder);
  }

  private static void kill(int wanted, Path folder) {
    long seed = Long.getLong("tidemark.faults.seed", new Random().nextInt());
    System.out.println("Random kills: -Dtidemark.faults.seed=" + seed);
    Random random = new Random(seed);
    KillableShop shop = new KillableShop(folder, database, random);
    shop.build();
    Kills kills = new Kills(shop, random, seed);
    while (kills.killed < wanted || (kills.inLoads == 0 && kills.killed < 5 * wanted)) {
      kills.next();
    }
    shop.run("run", "--lock-timeout", "60").succeeded();
    shop.assertWhole();
    System.out.println(
        "Random kills: %d killed, %d of them in a load, %d ended by themselves; seed %d"
            .formatted(kills.killed, kills.inLoads, kills.ended, seed));
    assertThat(kills.inLoads).as("kills that left an increment unfinished").isPositive();
  }

  /** One command after the other, most of them killed. */
  private static final class Kills {

    private final KillableShop shop;
    private final Random random;
    private final long seed;
    private long usual = Duration.ofMillis(1500).toNanos();
    private int commands;
    private int killed;
    private int inLoads;
    private int ended;

    Kills(KillableShop shop, Random random, long seed) {
      this.shop = shop;
      this.random = random;
      this.seed = seed;
    }

    void next() {
      if (random.nextInt(3) > 0) {
        shop.change();
      }
      String[] command = command();
      boolean toItsEnd = commands % LET_ONE_LIVE == 0;
      commands++;
      long began = System.nanoTime();
      try (TidemarkProcess process = shop.start(command)) {
        if (toItsEnd || process.endsWithin(moment())) {
          Outcome outcome = process.outcome();
          usual = System.nanoTime() - began;
          ended(command, outcome);
          return;
        }
        process.kill();
      }
      killed++;
      inLoads += shop.pending() > 0 ? 1 : 0;
      shop.assertNothingTemporary();
    }

    private void ended(String[] command, Outcome outcome) {
      ended++;
      assertThat(outcome.exitCode())
          .as("%s after %d kills, seed %d\n%s", command[0], killed, seed, outcome.all())
          .isZero();
      if (command[0].equals("run")) {
        shop.assertWhole();
      }
    }

    private String[] command() {
      return switch (random.nextInt(12)) {
        case 0 -> new String[] {"run", "--full-refresh", "--lock-timeout", "60"};
        case 1, 2, 3, 4 -> new String[] {"restart", "--lock-timeout", "60"};
        case 5, 6, 7 -> new String[] {"run", "--threads", "4", "--lock-timeout", "60"};
        default -> new String[] {"run", "--lock-timeout", "60"};
      };
    }

    /** Over all of a run's life, more often over its second half: there it works on the tables. */
    private Duration moment() {
      double part = random.nextInt(4) == 0 ? random.nextDouble() : 0.4 + 0.7 * random.nextDouble();
      return Duration.ofNanos((long) (usual * part));
    }
  }
}
