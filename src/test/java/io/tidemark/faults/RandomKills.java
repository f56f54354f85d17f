package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.faults.KillableProject.Load;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Commands are killed (kill -9) at random moments, while sources change between them, and whatever
 * comes next may be killed too. Whenever a {@code run} ends by itself, every target is its source.
 *
 * <p>Most are killed after their run has begun, at most as long after that as the last whole run
 * worked. A kill counts as one in a load if who was killed had begun or moved a load that is not
 * complete then.
 *
 * <p>The seed is printed; {@code -Dtidemark.faults.seed=…} repeats the choices (not the machine's
 * speed), {@code -Dtidemark.faults.kills=…} sets how many kills the long form makes.
 */
final class RandomKills {

  /** How many kills the long form of a test makes. */
  static final int MANY = Integer.getInteger("tidemark.faults.kills", 300);

  private static final int LET_ONE_LIVE = 10;

  private final KillableProject shop;
  private final Random random;
  private final long seed;
  private final long began = System.nanoTime();
  private final Map<String, Integer> killedLoads = new TreeMap<>();
  private long starting = Duration.ofMillis(1500).toNanos();
  private long working = Duration.ofMillis(800).toNanos();
  private int commands;
  private int killed;
  private int inLoads;
  private int ended;

  private RandomKills(KillableProject shop, Random random, long seed) {
    this.shop = shop;
    this.random = random;
    this.seed = seed;
  }

  /** Builds a project, which gets its random choices, and kills so many of its commands. */
  static void kill(int wanted, Function<Random, KillableProject> project) {
    long seed = Long.getLong("tidemark.faults.seed", new Random().nextInt());
    System.out.println("Random kills: -Dtidemark.faults.seed=" + seed);
    Random random = new Random(seed);
    KillableProject shop = project.apply(random);
    shop.build();
    RandomKills kills = new RandomKills(shop, random, seed);
    while (kills.killed < wanted) {
      kills.next();
    }
    shop.run("run", "--lock-timeout", "60").succeeded();
    shop.assertWhole();
    System.out.println(kills);
    // Where they fall is chance; but a run of this that hits no load proves nothing.
    assertThat(kills.inLoads).as("kills inside a load").isGreaterThanOrEqualTo(wanted / 12);
  }

  /** One command, which is killed most of the time. */
  private void next() {
    if (random.nextInt(3) > 0) {
      shop.change();
    }
    String[] command = command();
    boolean toItsEnd = commands % LET_ONE_LIVE == 0;
    commands++;
    long last = shop.lastRun();
    Set<Load> before = shop.loads();
    long start = System.nanoTime();
    try (TidemarkProcess process = shop.start(command)) {
      long begun = start;
      boolean anywhere = random.nextInt(8) == 0;
      if (!anywhere) {
        begun = begunAt(process, last);
        starting = begun - start;
      }
      double part = random.nextDouble();
      long moment = (long) (anywhere ? part * (starting + working) : part * working);
      if (toItsEnd || process.endsWithin(Duration.ofNanos(moment))) {
        Outcome outcome = outcome(command, process);
        if (toItsEnd && !anywhere) {
          working = System.nanoTime() - begun;
        }
        ended(command, outcome);
        return;
      }
      process.kill();
    }
    killed++;
    count(before, shop.loads());
    if (killed % 50 == 0) {
      System.out.println(this);
    }
    shop.assertNothingTemporary();
  }

  /** When its run was begun, or when it ended without one. */
  private long begunAt(TidemarkProcess process, long last) {
    Duration pause = Duration.ofMillis(20);
    while (!process.endsWithin(pause) && shop.lastRun() == last) {
      pause = Duration.ofMillis(10);
    }
    return System.nanoTime();
  }

  /** In a load: who was killed had moved or made it, and it is not complete. */
  private void count(Set<Load> before, Set<Load> after) {
    Set<String> own =
        after.stream()
            .filter(load -> !before.contains(load))
            .map(Load::what)
            .collect(Collectors.toSet());
    inLoads += own.isEmpty() ? 0 : 1;
    own.forEach(load -> killedLoads.merge(load, 1, Integer::sum));
  }

  @Override
  public String toString() {
    return "Random kills: %d in %d s, %d of them in a load %s, %d commands ended by themselves; seed %d"
        .formatted(
            killed,
            Duration.ofNanos(System.nanoTime() - began).toSeconds(),
            inLoads,
            killedLoads,
            ended,
            seed);
  }

  private Outcome outcome(String[] command, TidemarkProcess process) {
    try {
      return process.outcome();
    } catch (AssertionError standsStill) {
      throw new AssertionError(
          "%s after %d kills, seed %d, %s\n%s"
              .formatted(
                  String.join(" ", command),
                  killed,
                  seed,
                  shop.activity(),
                  standsStill.getMessage()),
          standsStill);
    }
  }

  private void ended(String[] command, Outcome outcome) {
    ended++;
    if (outcome.exitCode() == 2 && outcome.all().contains("died before its first model")) {
      // Nothing was done, so there is nothing to continue; and it says so.
      return;
    }
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
      case 5 -> new String[] {"run", "--threads", "1", "--lock-timeout", "60"};
      case 6 -> new String[] {"run", "--threads", "8", "--lock-timeout", "60"};
      default -> new String[] {"run", "--lock-timeout", "60"};
    };
  }
}
