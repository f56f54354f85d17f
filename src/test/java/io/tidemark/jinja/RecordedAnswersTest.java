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

  @Test
  void everyRecordedAnswerIsOurs() throws IOException {
    Environment environment = Environment.standard();
    ObjectMapper mapper = new ObjectMapper();
    List<String> differences = new ArrayList<>();
    int count = 0;
    for (String line : Files.readAllLines(CORPUS)) {
      JsonNode record = mapper.readTree(line);
      String source = record.get("source").asText();
      Answer ours = Answer.ours(environment, source);
      Answer jinja = Answer.recorded(record);
      count++;
      if (!ours.agrees(jinja)) {
        differences.add(source + "\n  Jinja2: " + jinja + "\n  ours:   " + ours);
      }
    }
    assertThat(count).isGreaterThan(2_000);
    assertThat(differences).isEmpty();
  }
}
