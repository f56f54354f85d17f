package io.tidemark.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Templates that are made up are rendered to the text that Jinja2 gives, or refused at its line; as
 * text, and as dbt renders the values of YAML files. Another seed or count is set with {@code
 * -Dtidemark.jinja.seed} and {@code -Dtidemark.jinja.templates}. Without a Python with Jinja2 the
 * recorded answers judge, in {@link RecordedAnswersTest}.
 */
@Timeout(300)
class MadeUpTemplatesTest {
  private static final long SEED = Long.getLong("tidemark.jinja.seed", 20_261_122L);

  @Test
  void someAreRenderedAlike() throws Exception {
    assertThat(differences(400, SEED, false)).isEmpty();
  }

  @Test
  void someValuesAreRenderedAlike() throws Exception {
    assertThat(differences(200, SEED, true)).isEmpty();
  }

  @Test
  @Tag("long")
  void thousandsAreRenderedAlike() throws Exception {
    assertThat(differences(Integer.getInteger("tidemark.jinja.templates", 3_000), SEED + 1, false))
        .isEmpty();
  }

  @Test
  @Tag("long")
  void thousandsOfValuesAreRenderedAlike() throws Exception {
    assertThat(differences(Integer.getInteger("tidemark.jinja.templates", 3_000), SEED + 2, true))
        .isEmpty();
  }

  @Test
  void brokenOnesAreRefusedAlike() throws Exception {
    assertThat(
            differences(
                300,
                SEED,
                false,
                random -> LiveJinjaTest.broken(MadeUpTemplate.of(random), random)))
        .isEmpty();
  }

  @Test
  @Tag("long")
  void thousandsOfBrokenOnesAreRefusedAlike() throws Exception {
    assertThat(
            differences(
                Integer.getInteger("tidemark.jinja.templates", 3_000),
                SEED + 3,
                false,
                random -> LiveJinjaTest.broken(MadeUpTemplate.of(random), random)))
        .isEmpty();
  }

  // Brackets and a type after a parameter's name are dbt's, see LiveJinjaTest for the others.
  private static boolean isOurOwnRule(String source) {
    return source.matches("(?s).*\\{%[-+]?\\s*(macro|call)[^%]*\\w\\s*:.*")
        || source.matches("(?s).*\\{[{%][^{}]*--\\s.*")
        || source.matches("(?s).*\\{%[-+]?\\s*(block|include|import|from|extends|test|docs).*");
  }

  private static List<String> differences(int templates, long seed, boolean isNative)
      throws IOException, InterruptedException {
    return differences(
        templates, seed, isNative, isNative ? MadeUpTemplate::value : MadeUpTemplate::of);
  }

  private static List<String> differences(
      int templates, long seed, boolean isNative, Function<Random, String> sources)
      throws IOException, InterruptedException {
    Optional<JinjaJudge> found = JinjaJudge.find();
    Assumptions.assumeTrue(found.isPresent(), "there is no Python with jinja2 3.1");
    Random random = new Random(seed);
    Environment environment = Environment.standard();
    List<String> differences = new ArrayList<>();
    int rendered = 0;
    try (JinjaJudge judge = found.get()) {
      for (int i = 0; i < templates; i++) {
        String source = sources.apply(random);
        Answer jinja = isOurOwnRule(source) ? null : judge.answer(source, isNative);
        if (jinja == null) {
          continue;
        }
        Answer ours = Answer.ours(environment, source, isNative);
        rendered += jinja.text() == null ? 0 : 1;
        if (!ours.agrees(jinja)) {
          differences.add(source + "\n  Jinja2: " + jinja + "\n  ours:   " + ours);
        }
      }
    }
    System.out.printf(
        "MadeUpTemplatesTest: seed %d%s, %d templates, %d of them valid, %d differ%n",
        seed, isNative ? ", values" : "", templates, rendered, differences.size());
    return differences;
  }
}
