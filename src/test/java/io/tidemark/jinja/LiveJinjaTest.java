package io.tidemark.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final Path SCRIPT = Path.of("src/test/scripts/jinja_corpus.py");
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
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
    String python = pythonWithJinja();
    Environment environment = Environment.standard();
    List<String> differences = new ArrayList<>();
    if (python == null) {
      System.out.println("LiveJinjaTest: no Python with jinja2, the recorded answers judge");
      for (JsonNode record : corpus) {
        compare(environment, record.get("source").asText(), Answer.recorded(record), differences);
      }
    } else {
      System.out.println("LiveJinjaTest: " + python + ", seed " + SEED);
      judgeBroken(python, corpus, environment, differences);
    }
    assertThat(differences).isEmpty();
  }

  private void judgeBroken(
      String python, List<JsonNode> corpus, Environment environment, List<String> differences)
      throws IOException, InterruptedException {
    Random random = new Random(SEED);
    Process judge =
        new ProcessBuilder(python, "-W", "ignore", SCRIPT.toString(), "judge")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedWriter questions = judge.outputWriter(StandardCharsets.UTF_8);
        BufferedReader answers = judge.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < TEMPLATES; i++) {
        String source = broken(corpus.get(random.nextInt(corpus.size())), random);
        questions.write(mapper.writeValueAsString(Map.of("source", source)) + "\n");
        questions.flush();
        JsonNode answer = mapper.readTree(answers.readLine());
        if (!answer.isNull() && !isOurOwnRule(source)) {
          compare(environment, source, Answer.recorded(answer), differences);
        }
      }
    }
    assertThat(judge.waitFor()).isZero();
  }

  private static String broken(JsonNode record, Random random) {
    StringBuilder source = new StringBuilder(record.get("source").asText());
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
  private static boolean isOurOwnRule(String source) {
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

  private static @org.jspecify.annotations.Nullable String pythonWithJinja()
      throws InterruptedException {
    for (String python : PYTHONS) {
      try {
        Process process =
            new ProcessBuilder(python, "-c", "import jinja2; assert jinja2.__version__ >= '3.1'")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() == 0) {
          return python;
        }
      } catch (IOException absent) {
        // The next one may be there.
      }
    }
    return null;
  }
}
