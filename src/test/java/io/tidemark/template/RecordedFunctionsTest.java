package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.jinja.Environment;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.MacroReturn;
import io.tidemark.template.module.Modules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * dbt's functions of values and its modules give the text that dbt-core 1.11.14 gave, or are
 * refused at its line: {@code toyaml}, {@code fromjson}, datetime, pytz, re, itertools.
 */
class RecordedFunctionsTest {

  private static final Path RECORDED = Path.of("src/test/resources/jinja/functions.jsonl");

  @Test
  void everyRecordedAnswerIsOurs() throws IOException {
    Environment environment = Environment.standard();
    List<String> differences = new ArrayList<>();
    int count = 0;
    for (String line : Files.readAllLines(RECORDED)) {
      JsonNode recorded = new ObjectMapper().readTree(line);
      String source = recorded.get("source").asText();
      String dbt =
          recorded.get("ok").asBoolean()
              ? recorded.get("out").asText()
              : "refused in line " + recorded.get("line").asText();
      String ours = answer(environment, source);
      count++;
      if (!ours.equals(dbt)) {
        differences.add(source + "\n  dbt:  " + dbt + "\n  ours: " + ours);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(count).isGreaterThan(100);
  }

  private static String answer(Environment environment, String source) {
    try {
      return environment.parse("test", source).render(Scope.of(context()));
    } catch (TemplateException refused) {
      return "refused in line " + refused.line();
    }
  }

  private static Map<String, @Nullable Object> context() {
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    context.put("modules", Modules.all(Clock.systemUTC()));
    ValueFunctions.addTo(context);
    Callable returns =
        arguments -> {
          throw new MacroReturn(arguments.get(0, "data"));
        };
    context.put("return", returns);
    return context;
  }
}
