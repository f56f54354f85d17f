package io.tidemark.project.yaml;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Gives plain scalars the types that PyYAML gives them (YAML 1.1 as PyYAML's resolver has it), so
 * that a file means here what it means to dbt. {@code 1e3} is text and {@code 010} is eight.
 */
final class PyYamlResolver extends Resolver {

  private static final Pattern BOOL_WORD =
      Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
  private static final Pattern FLOAT_NUMBER =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
              + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
              + "|[-+]?\\.(?:inf|Inf|INF)"
              + "|\\.(?:nan|NaN|NAN)");
  private static final Pattern INT_NUMBER =
      Pattern.compile(
          "[-+]?0b[0-1_]+"
              + "|[-+]?0[0-7_]+"
              + "|[-+]?(?:0|[1-9][0-9_]*)"
              + "|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
  private static final Pattern NULL_WORD = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern TIMESTAMP_TEXT =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}"
              + ":[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?"
              + "(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?");
  private static final Pattern MERGE_KEY = Pattern.compile("<<");

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.BOOL, BOOL_WORD, "yYnNtTfFoO");
    addImplicitResolver(Tag.FLOAT, FLOAT_NUMBER, "-+0123456789.");
    addImplicitResolver(Tag.INT, INT_NUMBER, "-+0123456789");
    addImplicitResolver(Tag.MERGE, MERGE_KEY, "<");
    addImplicitResolver(Tag.NULL, NULL_WORD, "~nN\0");
    addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
    addImplicitResolver(Tag.TIMESTAMP, TIMESTAMP_TEXT, "0123456789");
  }
}
