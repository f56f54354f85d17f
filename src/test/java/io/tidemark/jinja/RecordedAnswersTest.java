package io.tidemark.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every template of the corpus gives the text, or the refusal at the line, that Jinja2 gave. */
class RecordedAnswersTest {
  private static final Path CORPUS = Path.of("src/test/resources/jinja/corpus.jsonl");
  private static final Path SECOND = Path.of("src/test/resources/jinja/second.jsonl");
  private static final Path MADE_UP = Path.of("src/test/resources/jinja/made-up.jsonl");

  @Test
  void everyRecordedAnswerIsOurs() throws IOException {
    assertThat(differences(CORPUS, 2_000)).isEmpty();
  }

  @Test
  void everyAnswerToATemplateThatWasMadeUpIsOurs() throws IOException {
    assertThat(differences(MADE_UP, 300)).isEmpty();
  }

  /** Templates of a second generator, made up in another way, and of dbt's modules. */
  @Test
  void everyAnswerToATemplateOfTheSecondCorpusIsOurs() throws IOException {
    assertThat(differences(SECOND, 900)).isEmpty();
  }

  private static List<String> differences(Path answers, int atLeast) throws IOException {
    Environment environment = Environment.standard();
    ObjectMapper mapper = new ObjectMapper();
    List<String> differences = new ArrayList<>();
    int count = 0;
    for (String line : Files.readAllLines(answers)) {
      JsonNode record = mapper.readTree(line);
      String source = record.get("source").asText();
      boolean isNative = record.path("native").asBoolean();
      Answer ours = Answer.ours(environment, source, isNative);
      Answer jinja = Answer.recorded(record);
      count++;
      if (!ours.agrees(jinja)) {
        differences.add(source + "\n  Jinja2: " + jinja + "\n  ours:   " + ours);
      }
    }
    assertThat(count).isGreaterThanOrEqualTo(atLeast);
    return differences;
  }
}
