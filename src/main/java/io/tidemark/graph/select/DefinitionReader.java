package io.tidemark.graph.select;

import io.tidemark.graph.select.SetOperation.Kind;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definition of a selector: a text as on the command line; a mapping of one method to its
 * value; a mapping with {@code method}, {@code value} and graph operators; or a {@code union} or
 * {@code intersection} of such, with {@code exclude}.
 */
final class DefinitionReader {

  private final Vocabulary vocabulary;

  DefinitionReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** A whole definition. */
  Expression root(YamlNode definition) {
    if (definition instanceof YamlMapping mapping
        && (mapping.has("union") || mapping.has("intersection"))
        && mapping.entries().size() > 1) {
      throw wrong(
          mapping,
          "A definition can't have another key beside its union or intersection",
          "Found: " + String.join(", ", mapping.keys()) + ".");
    }
    return expression(definition);
  }

  private Expression expression(YamlNode definition) {
    if (definition instanceof YamlScalar scalar && scalar.value() instanceof String text) {
      return locating(
          definition, () -> new CriterionParser(vocabulary).parse(text.strip(), text.strip()));
    }
    if (!(definition instanceof YamlMapping mapping)) {
      throw wrong(
          definition,
          "A definition must be a text or a mapping",
          "Found " + definition.description() + ".");
    }
    YamlNode union = mapping.get("union");
    YamlNode intersection = mapping.get("intersection");
    if (union != null) {
      return group(Kind.UNION, union);
    }
    return intersection == null ? single(mapping) : group(Kind.INTERSECTION, intersection);
  }

  private Expression group(Kind kind, YamlNode list) {
    List<Expression> parts = new ArrayList<>();
    Expression excluded = null;
    for (YamlNode item : items(list)) {
      if (item instanceof YamlMapping mapping && isExclusion(mapping)) {
        if (excluded != null) {
          throw wrong(item, "There are two \"exclude\" in one union or intersection", null);
        }
        excluded = exclusion(mapping);
      } else {
        parts.add(expression(item));
      }
    }
    return without(new SetOperation(kind, parts, IndirectSelection.EAGER), excluded);
  }

  private static boolean isExclusion(YamlMapping mapping) {
    return mapping.has("exclude") && !mapping.has("method");
  }

  private @Nullable Expression exclusion(YamlMapping mapping) {
    YamlNode list = mapping.get("exclude");
    if (list == null) {
      return null;
    }
    List<Expression> parts = items(list).stream().map(this::expression).toList();
    return new SetOperation(Kind.UNION, parts, IndirectSelection.EAGER);
  }

  private static Expression without(Expression included, @Nullable Expression excluded) {
    return excluded == null
        ? included
        : new SetOperation(Kind.DIFFERENCE, List.of(included, excluded), IndirectSelection.EAGER);
  }

  private Expression single(YamlMapping mapping) {
    if (mapping.entries().size() == 1) {
      YamlEntry only = mapping.entries().get(0);
      return criterion(mapping, only.name(), text(only.value()));
    }
    YamlNode method = mapping.get("method");
    YamlNode value = mapping.get("value");
    if (method == null || value == null) {
      throw wrong(mapping, "A criterion needs a \"method\" and a \"value\"", null);
    }
    return without(criterion(mapping, text(method), text(value)), exclusion(mapping));
  }

  private Expression criterion(YamlMapping mapping, String method, String value) {
    if (method.equals("selector") && !widens(mapping)) {
      return locating(mapping, () -> vocabulary.selectors().expression(value, vocabulary));
    }
    IndirectSelection mode = mode(mapping);
    String head = (truth(mapping, "childrens_parents") ? "@" : "") + method + ":";
    return locating(
        mapping,
        () ->
            new Criterion(
                head,
                value,
                "",
                new CriterionParser(vocabulary.with(mode))
                    .matcher(head + value, Arrays.asList(method.split("\\.", -1)), value),
                truth(mapping, "childrens_parents"),
                depth(mapping, "parents"),
                depth(mapping, "children"),
                mode));
  }

  private static boolean widens(YamlMapping mapping) {
    return truth(mapping, "childrens_parents")
        || truth(mapping, "parents")
        || truth(mapping, "children");
  }

  private IndirectSelection mode(YamlMapping mapping) {
    YamlNode written = mapping.get("indirect_selection");
    if (written == null) {
      return vocabulary.mode();
    }
    for (IndirectSelection mode : IndirectSelection.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text(written))) {
        return mode;
      }
    }
    throw wrong(
        written,
        "\"" + text(written) + "\" is no indirect_selection",
        "Allowed: eager, cautious, buildable, empty.");
  }

  private static int depth(YamlMapping mapping, String direction) {
    if (!truth(mapping, direction)) {
      return 0;
    }
    YamlNode depth = mapping.get(direction + "_depth");
    if (depth == null) {
      return Criterion.ALL;
    }
    if (depth.value() instanceof Number number && number.longValue() >= 0) {
      return (int) Math.min(number.longValue(), Criterion.ALL);
    }
    if (depth.value() instanceof String text && text.matches("\\d{1,9}")) {
      return Integer.parseInt(text);
    }
    throw wrong(
        depth, direction + "_depth must be a number of edges", "Found " + depth.value() + ".");
  }

  private static boolean truth(YamlMapping mapping, String key) {
    YamlNode node = mapping.get(key);
    return node != null && String.valueOf(node.value()).equalsIgnoreCase("true");
  }

  private static List<YamlNode> items(YamlNode list) {
    if (list instanceof YamlSequence sequence) {
      return sequence.items();
    }
    throw wrong(list, "There must be a list here", "Found " + list.description() + ".");
  }

  private static String text(YamlNode node) {
    if (node instanceof YamlScalar scalar && scalar.value() != null) {
      return String.valueOf(scalar.value());
    }
    throw wrong(node, "There must be a text here", "Found " + node.description() + ".");
  }

  /** What is done with a part of the definition. */
  private interface Reading {
    Expression read();
  }

  /** A problem of the grammar knows the text alone; here it has a line too. */
  private static Expression locating(YamlNode at, Reading reading) {
    try {
      return reading.read();
    } catch (ProjectException e) {
      throw new ProjectException(
          e.problems().stream()
              .map(problem -> problem.places().isEmpty() ? problem.at(at.place()) : problem)
              .toList());
    }
  }

  private static ProjectException wrong(YamlNode at, String what, @Nullable String found) {
    return new ProjectException(Problem.of(what).at(at.place()).found(found));
  }
}
