package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.Template;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.concurrent.ConcurrentHashMap;

/** Jinja as dbt runs it. Each text is parsed once. */
final class JinjaDialect implements Dialect {

  private final Environment environment;
  private final ConcurrentHashMap<String, Template> parsed = new ConcurrentHashMap<>();

  JinjaDialect(Environment environment) {
    this.environment = environment;
  }

  @Override
  public String render(
      String name, String text, NodeScope scope, TemplateHost host, UndefinedMode undefined) {
    try {
      return parsed
          .computeIfAbsent(name + "\0" + text, key -> environment.parse(name, text))
          .render(scope, undefined);
    } catch (TemplateException e) {
      throw TemplateProblems.of(e);
    }
  }
}
