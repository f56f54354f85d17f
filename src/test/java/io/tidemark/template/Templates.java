package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.project.file.Checksum;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders templates of a project {@code shop} for one node. */
final class Templates {

  final RecordingHost host = new RecordingHost();
  private final Map<String, @Nullable Object> vars = new LinkedHashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final StringBuilder macros = new StringBuilder();
  private boolean strict;

  Templates withVar(String name, @Nullable Object value) {
    vars.put(name, value);
    return this;
  }

  Templates withEnvironment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Templates withMacros(String source) {
    macros.append(source).append('\n');
    return this;
  }

  Templates strict() {
    strict = true;
    return this;
  }

  Templates incremental() {
    host.incremental = true;
    return this;
  }

  String jinja(String text) {
    return engine().renderText("models/orders.sql", text, "shop", host, Map.of("name", "orders"));
  }

  String mustache(String text) {
    return engine().render(model("models/orders.sql.mustache", text), "shop", host, Map.of());
  }

  TemplateEngine engine() {
    Environment jinja = TemplateEngine.environment();
    Problems problems = new Problems();
    MacroLibrary library =
        MacroLibrary.of(
            "shop",
            List.of(file(FileKind.MACRO, "macros/all.sql", macros.toString())),
            jinja,
            problems);
    problems.throwIfAny();
    Map<String, @Nullable Object> target = new LinkedHashMap<>();
    target.put("name", "dev");
    target.put("schema", "public");
    target.put("database", "db");
    Invocation invocation =
        new Invocation(
            "00000000-0000-0000-0000-000000000000",
            Instant.parse("2024-02-03T04:05:06Z"),
            "shop",
            target,
            new Variables(vars, Map.of()),
            environment,
            Map.of("FULL_REFRESH", false),
            strict);
    return new TemplateEngine(jinja, invocation, library, TemplateLog.silent());
  }

  static SourceFile model(String path, String text) {
    return file(FileKind.MODEL, path, text);
  }

  static SourceFile file(FileKind kind, String path, String text) {
    String folder = path.substring(0, path.indexOf('/'));
    return new SourceFile(
        kind,
        path,
        folder,
        Path.of("/shop", path),
        SourceText.of(path, text),
        Checksum.ofContents(text));
  }
}
