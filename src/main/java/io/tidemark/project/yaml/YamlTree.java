package io.tidemark.project.yaml;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.problem.WarningKind;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Converts snakeyaml's nodes into ours: aliases and merge keys are followed, keys are checked. One
 * document each; the size after following aliases is limited, so that a short file can't grow
 * without end.
 */
final class YamlTree {

  private static final long MOST_VALUES = 2_000_000;

  private final SourceText source;
  private final Problems problems;

  /** What an anchored node became, and how many values it stands for; null while it is open. */
  private final IdentityHashMap<Node, @Nullable Shared> anchored = new IdentityHashMap<>();

  private long values;

  private record Shared(YamlNode node, long size) {}

  YamlTree(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /**
   * Converts a node and all below it.
   *
   * @throws ProjectException where it can't be a value of dbt's
   */
  YamlNode convert(Node node) {
    if (node.getAnchor() == null) {
      return convertOnce(node);
    }
    if (anchored.containsKey(node)) {
      Shared shared = anchored.get(node);
      if (shared == null) {
        throw new ProjectException(
            problem("This YAML value contains itself through an alias", node)
                .next("Remove the alias (\"*name\") that leads back to the value it stands in."));
      }
      count(shared.size(), node);
      return shared.node();
    }
    anchored.put(node, null);
    long before = values;
    YamlNode result = convertOnce(node);
    anchored.put(node, new Shared(result, values - before));
    return result;
  }

  private YamlNode convertOnce(Node node) {
    count(1, node);
    if (node instanceof MappingNode mapping) {
      return mapping(mapping);
    }
    return node instanceof SequenceNode sequence ? sequence(sequence) : scalar((ScalarNode) node);
  }

  private void count(long more, Node node) {
    values += more;
    if (values > MOST_VALUES) {
      throw new ProjectException(
          problem("This YAML grows beyond every measure through its aliases", node)
              .found("At most %,d values are allowed in one file.".formatted(MOST_VALUES)));
    }
  }

  private YamlScalar scalar(ScalarNode node) {
    Tag tag = node.getTag();
    boolean known =
        tag.equals(Tag.STR)
            || tag.equals(Tag.NULL)
            || tag.equals(Tag.BOOL)
            || tag.equals(Tag.INT)
            || tag.equals(Tag.FLOAT)
            || tag.equals(Tag.TIMESTAMP)
            || tag.equals(Tag.MERGE);
    if (!known) {
      throw unknownTag(node);
    }
    try {
      Object value = ScalarValues.of(tag, node.getValue());
      Temporal moment =
          tag.equals(Tag.TIMESTAMP) ? ScalarValues.momentOrNull(node.getValue()) : null;
      return new YamlScalar(value, node.getValue(), place(node), value, moment);
    } catch (IllegalArgumentException wrongText) {
      throw new ProjectException(
          problem("The value does not fit its tag %s".formatted(shown(tag)), node)
              .next("Remove the tag, or write a value of that type."));
    }
  }

  private YamlSequence sequence(SequenceNode node) {
    requireTag(node, Tag.SEQ);
    List<YamlNode> items = new ArrayList<>(node.getValue().size());
    node.getValue().forEach(child -> items.add(convert(child)));
    return new YamlSequence(items, place(node));
  }

  private YamlMapping mapping(MappingNode node) {
    requireTag(node, Tag.MAP);
    Map<String, YamlEntry> merged = new LinkedHashMap<>();
    Map<String, YamlEntry> own = new LinkedHashMap<>();
    Map<String, Place> firstPlaces = new HashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merge(tuple.getValueNode(), merged);
        continue;
      }
      YamlScalar key = key(tuple.getKeyNode());
      Place first = firstPlaces.putIfAbsent(key.text(), key.place());
      if (first != null) {
        problems.warn(
            Problem.of("The key \"%s\" is written twice in one mapping".formatted(key.text()))
                .at(key.place())
                .at(first)
                .found("The last one is used, as in dbt.")
                .next("Remove one of them.")
                .named(WarningKind.DUPLICATE_YAML_KEYS));
      }
      own.put(key.text(), new YamlEntry(key, convert(tuple.getValueNode())));
    }
    // As in PyYAML, merged keys come first and the mapping's own keys win.
    merged.putAll(own);
    return new YamlMapping(new ArrayList<>(merged.values()), place(node));
  }

  private YamlScalar key(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    Place place = place(node);
    boolean template = place.text().contains("{{");
    String what =
        template ? "A template in YAML must be in quotes" : "A YAML key must be a single value";
    throw new ProjectException(
        problem(what, node)
            .next(
                template
                    ? "Write it as \"{{ … }}\", with quotes around it."
                    : "Write a plain word before the colon."));
  }

  /** Adds the entries of what a merge key names; of several mappings the first wins. */
  private void merge(Node node, Map<String, YamlEntry> target) {
    YamlNode value = convert(node);
    List<YamlNode> sources = value instanceof YamlSequence list ? list.items() : List.of(value);
    for (YamlNode one : sources) {
      if (!(one instanceof YamlMapping mapping)) {
        throw new ProjectException(
            problem("A merge key (\"<<\") must name a mapping, or a list of mappings", node)
                .found("Found " + one.description() + "."));
      }
      mapping.entries().forEach(entry -> target.putIfAbsent(entry.name(), entry));
    }
  }

  private void requireTag(Node node, Tag tag) {
    if (!node.getTag().equals(tag)) {
      throw unknownTag(node);
    }
  }

  private ProjectException unknownTag(Node node) {
    return new ProjectException(
        problem("The YAML tag %s is not known here".formatted(shown(node.getTag())), node)
            .next("Remove the tag; a text that begins with \"!\" must be in quotes."));
  }

  private String shown(Tag tag) {
    if (source.holdsSecrets()) {
      return "of this value";
    }
    return tag.getValue().replace(Tag.PREFIX, "!!");
  }

  private Place place(Node node) {
    Mark mark = node.getStartMark();
    return source.at(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Problem problem(String what, Node node) {
    return Problem.of(what).at(place(node));
  }
}
