package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.Template;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.value.UndefinedMode;
import io.tidemark.jinja.value.Whitespace;
import io.tidemark.project.yaml.YamlRendering;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Jinja as dbt runs it. Each text is parsed once. */
final class JinjaDialect implements Dialect {

  /** Takes the white space behind it away, and no line. */
  private static final String WITHOUT_BLANKS = "{# -#}";

  /** What would end a tag is looked at by Jinja too. */
  private static final Pattern ENDS_TAG = Pattern.compile("[#}%]}");

  private final Environment environment;
  private final boolean ofFiles;
  private final ConcurrentHashMap<Text, Template> parsed = new ConcurrentHashMap<>();

  /** What is parsed once; it refers to the file's text and keeps no copy of it. */
  private record Text(String name, String text) {}

  /** For texts that are rendered as they are. */
  JinjaDialect(Environment environment) {
    this(environment, false);
  }

  private JinjaDialect(Environment environment, boolean ofFiles) {
    this.environment = environment;
    this.ofFiles = ofFiles;
  }

  /**
   * The same for the texts of files, whose white space at both ends is none of theirs, as in dbt.
   */
  JinjaDialect ofFiles() {
    return new JinjaDialect(environment, true);
  }

  @Override
  public String render(
      String name, String text, NodeScope scope, TemplateHost host, UndefinedMode undefined) {
    if (!YamlRendering.isTemplate(text) && !ENDS_TAG.matcher(text).find()) {
      // As in dbt it stays as it is written, with its line ends, which rendering would replace.
      return ofFiles ? Whitespace.strip(text) : text;
    }
    try {
      return parsed
          .computeIfAbsent(
              new Text(name, text), key -> environment.parse(name, ofFiles ? code(text) : text))
          .render(scope, undefined);
    } catch (TemplateException e) {
      throw TemplateProblems.of(e);
    }
  }

  /** Lines stay where they are, so that errors name the file's. */
  private static String code(String text) {
    String code = Whitespace.strip(text);
    String lines = Whitespace.stripRight(text);
    int before = lines.length() - code.length();
    return lines.lastIndexOf('\n', before) < 0 || before == 0 ? code : WITHOUT_BLANKS + lines;
  }
}
