package io.tidemark.jinja;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Python with Jinja2 that answers templates, configured as dbt configures it. */
final class JinjaJudge implements AutoCloseable {
  private static final Path SCRIPT = Path.of("src/test/scripts/jinja_corpus.py");
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private final ObjectMapper mapper = new ObjectMapper();
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  private JinjaJudge(String python) throws IOException {
    process =
        new ProcessBuilder(python, "-W", "ignore", SCRIPT.toString(), "judge")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** A judge; empty where no Python with Jinja2 3.1 is installed. */
  static Optional<JinjaJudge> find() throws IOException, InterruptedException {
    for (String python : PYTHONS) {
      if (hasJinja(python)) {
        return Optional.of(new JinjaJudge(python));
      }
    }
    return Optional.empty();
  }

  private static boolean hasJinja(String python) throws InterruptedException {
    try {
      return new ProcessBuilder(
                  python, "-c", "import jinja2; assert jinja2.__version__.startswith('3.1')")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** What Jinja2 makes of it; null for what takes too long or has no fixed answer. */
  @Nullable Answer answer(String source, boolean isNative) throws IOException {
    JsonNode answer = ask(source, isNative);
    return answer.isNull() ? null : Answer.recorded(answer);
  }

  /** The answer as it is recorded. */
  JsonNode ask(String source, boolean isNative) throws IOException {
    Map<String, Object> question = Map.of("source", source, "native", isNative);
    questions.write(mapper.writeValueAsString(question) + "\n");
    questions.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the judge died of: " + source);
    }
    return mapper.readTree(answer);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
