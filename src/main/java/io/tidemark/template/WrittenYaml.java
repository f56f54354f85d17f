package io.tidemark.template;

import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.LabelledTuple;
import io.tidemark.jinja.value.NamedTuple;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Times;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.project.yaml.YamlReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * A value of a template as the YAML that PyYAML's safe dumper makes of it. One use for one value.
 */
final class WrittenYaml {

  private static final Pattern ESCAPED =
      Pattern.compile("(\\\\[xuU])([0-9a-f]{8}|[0-9a-f]{4}|[0-9a-f]{2})");

  private static final Pattern ZERO_AND_DIGITS = Pattern.compile("0[0-9_]+");
  private static final Pattern OCTAL = Pattern.compile("0[0-7_]+");

  /**
   * Stands before digits that begin with a zero and are no number, while they are written:
   * snakeyaml, other than PyYAML, quotes them all.
   */
  private static final String ZERO = "zero_that_leads_no_number_";

  private final boolean sorted;

  /** Whether there are such digits. */
  private boolean zeros;

  /** Whether a text has one of its own, which is not to be taken for an escaped character. */
  private boolean backslash;

  /** The lists and dictionaries met so far: one that comes again is named by an alias. */
  private final IdentityHashMap<Object, Node> met = new IdentityHashMap<>();

  /**
   * A new one.
   *
   * @param sorted whether dictionaries are written in the order of their keys, where they have one
   */
  WrittenYaml(boolean sorted) {
    this.sorted = sorted;
  }

  /**
   * The text, which ends with a line end.
   *
   * @throws PythonException where YAML has no form for the value
   */
  String text(@Nullable Object value) {
    DumperOptions options = new DumperOptions();
    options.setAllowUnicode(false);
    StringWriter out = new StringWriter();
    Node root = node(value);
    try {
      Serializer serializer =
          new Serializer(new Emitter(out, options), YamlReader.resolver(), options, null);
      serializer.open();
      serializer.serialize(root);
      serializer.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    String written = zeros ? out.toString().replace(ZERO, "") : out.toString();
    String text = backslash ? written : upperCased(written);
    // PyYAML marks the end of a document that is one plain word, which could go on.
    boolean open = root instanceof ScalarNode && "'\"!|>".indexOf(text.charAt(0)) < 0;
    return open ? text + "...\n" : text;
  }

  /** PyYAML writes the digits of an escaped character in upper case. */
  private static String upperCased(String text) {
    return text.indexOf('\\') < 0
        ? text
        : ESCAPED
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) + found.group(2).toUpperCase(Locale.ROOT)));
  }

  private Node node(@Nullable Object value) {
    if (value instanceof NamedTuple || value instanceof LabelledTuple) {
      throw notRepresented(value);
    }
    if (value instanceof Map<?, ?> || value instanceof List<?> || value instanceof Set<?>) {
      Node known = met.get(value);
      return known == null ? container(value) : known;
    }
    if (value == null) {
      return scalar(Tag.NULL, "null");
    }
    if (value instanceof String text) {
      return string(text);
    }
    if (value instanceof Boolean) {
      return scalar(Tag.BOOL, value.toString());
    }
    if (value instanceof Long || value instanceof Integer || value instanceof BigInteger) {
      return scalar(Tag.INT, value.toString());
    }
    if (value instanceof Double number) {
      return scalar(Tag.FLOAT, real(number));
    }
    if (value instanceof PythonBytes octets) {
      String coded = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(octets.octets());
      return new ScalarNode(Tag.BINARY, coded + "\n", null, null, ScalarStyle.LITERAL);
    }
    if (value instanceof LocalDate || value instanceof LocalDateTime || Times.isAware(value)) {
      return scalar(Tag.TIMESTAMP, PythonText.str(value));
    }
    throw notRepresented(value);
  }

  private ScalarNode string(String text) {
    backslash |= text.indexOf('\\') >= 0;
    // PyYAML reads a lone "=" as no text, and never writes several lines without quotes.
    if (text.equals("=") || text.indexOf('\n') >= 0) {
      return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.SINGLE_QUOTED);
    }
    boolean zero = ZERO_AND_DIGITS.matcher(text).matches() && !OCTAL.matcher(text).matches();
    zeros |= zero;
    return scalar(Tag.STR, zero ? ZERO + text : text);
  }

  private static PythonException notRepresented(@Nullable Object value) {
    return PythonException.value("cannot represent an object of type " + TypeName.of(value));
  }

  private static ScalarNode scalar(Tag tag, String text) {
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }

  private static String real(double number) {
    if (Double.isNaN(number)) {
      return ".nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? ".inf" : "-.inf";
    }
    String text = PythonText.repr(number).toLowerCase(Locale.ROOT);
    // YAML 1.1 takes no number for a float that has an exponent and no point.
    return text.contains(".") ? text : text.replace("e", ".0e");
  }

  private Node container(Object value) {
    if (value instanceof List<?> list) {
      List<Node> items = new ArrayList<>();
      SequenceNode node = new SequenceNode(Tag.SEQ, items, style(list.isEmpty()));
      met.put(value, node);
      list.forEach(item -> items.add(node(item)));
      return node;
    }
    List<NodeTuple> entries = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      MappingNode node = new MappingNode(Tag.MAP, entries, style(map.isEmpty()));
      met.put(value, node);
      for (Object key : keys(map.keySet())) {
        entries.add(new NodeTuple(node(key), node(map.get(key))));
      }
      return node;
    }
    Set<?> members = (Set<?>) value;
    MappingNode node = new MappingNode(Tag.SET, entries, style(members.isEmpty()));
    met.put(value, node);
    members.forEach(member -> entries.add(new NodeTuple(node(member), node(null))));
    return node;
  }

  private static FlowStyle style(boolean empty) {
    return empty ? FlowStyle.FLOW : FlowStyle.BLOCK;
  }

  private List<@Nullable Object> keys(Set<?> keys) {
    List<@Nullable Object> ordered = new ArrayList<>(keys);
    if (sorted) {
      try {
        ordered.sort(
            (left, right) ->
                Comparison.ordered("<", left, right)
                    ? -1
                    : Comparison.ordered("<", right, left) ? 1 : 0);
      } catch (PythonException mixed) {
        return new ArrayList<>(keys);
      }
    }
    return ordered;
  }
}
