package io.tidemark.schedule;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlSequence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code on_success}, {@code on_failure} and {@code on_retry}. */
final class CallbackReader {

  static final List<String> KEYS = List.of("on_success", "on_failure", "on_retry");

  private CallbackReader() {}

  static Callbacks read(JobFields fields) {
    return new Callbacks(
        one(fields, "on_success"), one(fields, "on_failure"), one(fields, "on_retry"));
  }

  private static Problem neither(String key, YamlNode found) {
    return Problem.of("\"%s\" must say either a command or a URL to post to".formatted(key))
        .at(found.place())
        .next("Write {command: \"./bin/alert {{ job }}\"} or {post: https://…}.");
  }

  private static @Nullable Callback one(JobFields fields, String key) {
    YamlNode node = fields.plain().get(key);
    if (node == null) {
      return null;
    }
    if (!(node instanceof YamlMapping mapping)) {
      fields.problems().add(neither(key, node));
      return null;
    }
    JobFields inner = new JobFields(mapping, fields.problems());
    inner.plain().rejectUnknown(List.of("command", "post", "headers", "body"));
    YamlNode command = inner.plain().get("command");
    String url = inner.plain().text("post");
    if ((command == null) == (url == null)) {
      fields.problems().add(neither(key, mapping));
      return null;
    }
    if (command != null) {
      return new Callback.Command(
          inner.plain().texts("command"), !(command instanceof YamlSequence), command.place());
    }
    YamlNode body = inner.plain().get("body");
    Map<String, String> headers = inner.texts("headers");
    return new Callback.Post(
        String.valueOf(url), headers, body == null ? null : body.value(), mapping.place());
  }
}
