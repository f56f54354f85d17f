package io.tidemark.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Templates cut from the corpus and broken at random are accepted or refused by Jinja2 and by us
 * alike, at the same line. Where no Python with Jinja2 is installed, the judge is the corpus
 * itself: the unbroken templates against their recorded answers.
 */
class LiveJinjaTest {
  private static final long SEED = 20_261_122L;
  private static final int TEMPLATES = 2_000;
  private static final Path CORPUS = Path.of("src/test/resources/jinja/corpus.jsonl");
  private static final List<String> SPLINTERS =
      List.of(
          "{%",
          "%}",
          "{{",
          "}}",
          "{#",
          "#}",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "|",
          ".",
          ",",
          ":",
          "=",
          "~",
          " if ",
          " else ",
          " in ",
          " is ",
          " not ",
          "'",
          "1",
          " x ",
          "\\",
          "!",
          "$",
          ";",
          "\n",
          "*",
          "{% endif %}",
          "{% else %}",
          "{% endfor %}",
          "{% break %}",
          "{% raw %}",
          "{%- ",
          " -%}");

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void brokenTemplatesAreRefusedAtTheSameLine() throws Exception {
    List<JsonNode> corpus = new ArrayList<>();
    for (String line : Files.readAllLines(CORPUS)) {
      corpus.add(mapper.readTree(line));
    }
    Environment environment = Environment.standard();
    List<String> differences = new ArrayList<>();
    Optional<JinjaJudge> found = JinjaJudge.find();
    if (found.isEmpty()) {
      System.out.println("LiveJinjaTest: no Python with jinja2, the recorded answers judge");
      for (JsonNode record : corpus) {
        compare(environment, record.get("source").asText(), Answer.recorded(record), differences);
      }
    } else {
      System.out.println("LiveJinjaTest: seed " + SEED);
      try (JinjaJudge judge = found.get()) {
        judgeBroken(judge, corpus, environment, differences);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static void judgeBroken(
      JinjaJudge judge, List<JsonNode> corpus, Environment environment, List<String> differences)
      throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < TEMPLATES; i++) {
      String source =
          broken(corpus.get(random.nextInt(corpus.size())).get("source").asText(), random);
      Answer answer = isOurOwnRule(source) ? null : judge.answer(source, false);
      if (answer != null) {
        compare(environment, source, answer, differences);
      }
    }
  }

  /** The template with a piece put in or taken out, once or twice. */
  static String broken(String template, Random random) {
    StringBuilder source = new StringBuilder(template);
    for (int cuts = 1 + random.nextInt(2); cuts > 0; cuts--) {
      int at = random.nextInt(source.length() + 1);
      if (random.nextBoolean()) {
        source.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
      } else {
        source.delete(at, Math.min(source.length(), at + 1 + random.nextInt(3)));
      }
    }
    return source.toString();
  }

  /** What we mean to do otherwise: SQL comments in tags, and no loading of other templates. */
  static boolean isOurOwnRule(String source) {
    return source.contains("--")
        || source.matches("(?s).*\\{%[-+]?\\s*(block|include|import|from|extends|test|docs).*");
  }

  private static void compare(
      Environment environment, String source, Answer jinja, List<String> differences) {
    Answer ours = Answer.ours(environment, source);
    if (!ours.agrees(jinja)) {
      differences.add(source + "\n  Jinja2: " + jinja + "\n  ours:   " + ours);
    }
  }
}
