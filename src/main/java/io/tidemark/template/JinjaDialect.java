package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.Template;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.concurrent.ConcurrentHashMap;

/** Jinja as dbt runs it. Each text is parsed once. */
final class JinjaDialect implements Dialect {

  private final Environment environment;
  private final ConcurrentHashMap<Text, Template> parsed = new ConcurrentHashMap<>();

  /** What is parsed once; it refers to the file's text and keeps no copy of it. */
  private record Text(String name, String text) {}

  JinjaDialect(Environment environment) {
    this.environment = environment;
  }

  @Override
  public String render(
      String name, String text, NodeScope scope, TemplateHost host, UndefinedMode undefined) {
    try {
      return parsed
          .computeIfAbsent(new Text(name, text), key -> environment.parse(name, text))
          .render(scope, undefined);
    } catch (TemplateException e) {
      throw TemplateProblems.of(e);
    }
  }
}
