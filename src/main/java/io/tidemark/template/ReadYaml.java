package io.tidemark.template;

import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.project.yaml.ScalarValues;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML document as values of a template, as PyYAML's safe loader makes them: keys of any kind,
 * dates and moments as such, and what an alias names is the very same list or dictionary. One use
 * for one document.
 */
final class ReadYaml {

  private final IdentityHashMap<Node, @Nullable Object> made = new IdentityHashMap<>();

  /**
   * The value of a node.
   *
   * @throws IllegalArgumentException where PyYAML has no value for it
   */
  @Nullable Object value(Node node) {
    if (made.containsKey(node)) {
      return made.get(node);
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    if (node instanceof SequenceNode sequence) {
      require(node, Tag.SEQ);
      List<@Nullable Object> items = new ArrayList<>();
      made.put(node, items);
      sequence.getValue().forEach(item -> items.add(value(item)));
      return items;
    }
    MappingNode mapping = (MappingNode) node;
    if (mapping.getTag().equals(Tag.SET)) {
      Set<@Nullable Object> members = new LinkedHashSet<>();
      dictionary(mapping).keySet().forEach(key -> DictKeys.add(members, key));
      return members;
    }
    require(node, Tag.MAP);
    return dictionary(mapping);
  }

  private static void require(Node node, Tag tag) {
    if (!node.getTag().equals(tag)) {
      throw new IllegalArgumentException(node.getTag().getValue());
    }
  }

  private static @Nullable Object scalar(ScalarNode node) {
    Tag tag = node.getTag();
    String text = node.getValue();
    if (tag.equals(Tag.TIMESTAMP)) {
      return ScalarValues.moment(text);
    }
    if (tag.equals(Tag.BINARY)) {
      byte[] octets = Base64.getMimeDecoder().decode(text);
      return PythonBytes.of(octets);
    }
    boolean known =
        tag.equals(Tag.NULL)
            || tag.equals(Tag.BOOL)
            || tag.equals(Tag.INT)
            || tag.equals(Tag.FLOAT)
            || tag.equals(Tag.STR);
    // A single "=" is a value of a kind that PyYAML has no constructor for.
    if (!known || (node.isPlain() && text.equals("="))) {
      throw new IllegalArgumentException(tag.getValue());
    }
    Object value = ScalarValues.of(tag, text);
    return value instanceof BigInteger big ? Numbers.shrink(big) : value;
  }

  private Map<@Nullable Object, @Nullable Object> dictionary(MappingNode node) {
    Map<@Nullable Object, @Nullable Object> dictionary = new LinkedHashMap<>();
    made.put(node, dictionary);
    for (NodeTuple entry : node.getValue()) {
      if (entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        merge(value(entry.getValueNode()), dictionary);
      }
    }
    for (NodeTuple entry : node.getValue()) {
      if (!entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        DictKeys.put(dictionary, key(entry.getKeyNode()), value(entry.getValueNode()));
      }
    }
    return dictionary;
  }

  private @Nullable Object key(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    throw new IllegalArgumentException("found unhashable key");
  }

  /** Of several mappings that are merged the first wins. */
  private static void merge(@Nullable Object from, Map<@Nullable Object, @Nullable Object> into) {
    if (from instanceof Map<?, ?> mapping) {
      mapping.forEach(
          (key, value) -> {
            if (DictKeys.get(into, key) == Missing.MISSING) {
              DictKeys.put(into, key, value);
            }
          });
    } else if (from instanceof List<?> list) {
      for (Object one : list) {
        if (!(one instanceof Map)) {
          throw new IllegalArgumentException("expected a mapping for merging");
        }
        merge(one, into);
      }
    } else {
      throw new IllegalArgumentException("expected a mapping or list of mappings for merging");
    }
  }
}
