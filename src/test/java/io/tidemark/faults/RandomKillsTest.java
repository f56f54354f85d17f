package io.tidemark.faults;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** I1 at no point in particular: {@link RandomKills} of every way in which a model is loaded. */
class RandomKillsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  @Timeout(300)
  void aFewKillsLoseAndDoubleNothing(@TempDir Path folder) {
    RandomKills.kill(4, random -> new KillableShop(folder, database, random));
  }

  @Test
  @Tag("long")
  @Timeout(7200)
  void hundredsOfKillsLoseAndDoubleNothing(@TempDir Path folder) {
    RandomKills.kill(RandomKills.MANY, random -> new KillableShop(folder, database, random));
  }
}
