package io.tidemark.jinja;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.error.TemplateSyntaxException;
import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.template.module.Modules;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an engine makes of a template: its text, or where it refused.
 *
 * @param text the rendered text, null if it was refused
 * @param line where it was refused; null if that is not known or it was not
 * @param syntax whether it was refused before it was rendered
 */
record Answer(@Nullable String text, @Nullable Integer line, boolean syntax) {
  /** The context of the corpus, as the script that records it has it. */
  static Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("n", 3);
    context.put("neg", -7);
    context.put("big", new java.math.BigInteger("12345678901234567890"));
    context.put("f", 2.5);
    context.put("s", "Hello World");
    context.put("u", "h\u00e9llo \ud83d\ude00 x");
    context.put("empty", "");
    context.put("t", true);
    context.put("z", null);
    context.put("l", list(3, 1, 2));
    context.put("words", list("beta", "Alpha", "gamma", "alpha"));
    Map<String, Object> dict = new LinkedHashMap<>();
    dict.put("a", 1);
    dict.put("b", new LinkedHashMap<>(Map.of("c", "x")));
    dict.put("k y", list(1, 2));
    context.put("d", dict);
    context.put("tup", Tuple.of(1L, "a", null));
    context.put("modules", Modules.all(Clock.systemUTC()));
    context.put("rows", list(row("b", 2), row("A", 1), row("b", 3)));
    return context;
  }

  private static List<Object> list(Object... items) {
    return new java.util.ArrayList<>(Arrays.asList(items));
  }

  private static Map<String, Object> row(String key, int value) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("k", key);
    row.put("v", value);
    return row;
  }

  static Answer ours(Environment environment, String source) {
    return ours(environment, source, false);
  }

  /**
   * Our answer.
   *
   * @param isNative whether the value is wanted, as its repr
   */
  static Answer ours(Environment environment, String source, boolean isNative) {
    try {
      Template template = environment.parse("test", source);
      Scope scope = Scope.of(context());
      String text =
          isNative ? PythonText.repr(template.renderNative(scope)) : template.render(scope);
      return new Answer(text, null, false);
    } catch (TemplateException refused) {
      return new Answer(null, refused.line(), refused instanceof TemplateSyntaxException);
    }
  }

  static Answer recorded(JsonNode json) {
    if (json.get("ok").asBoolean()) {
      return new Answer(json.get("out").asText(), null, false);
    }
    JsonNode line = json.get("line");
    Integer known = line == null || line.isNull() ? null : Integer.valueOf(line.asInt());
    return new Answer(null, known, json.get("syntax").asBoolean());
  }

  /** Whether both are the same text, or both refuse at the same line. */
  boolean agrees(Answer jinja) {
    if (text != null || jinja.text != null) {
      return text != null && text.equals(jinja.text);
    }
    return syntax == jinja.syntax && (jinja.line == null || jinja.line.equals(line));
  }
}
