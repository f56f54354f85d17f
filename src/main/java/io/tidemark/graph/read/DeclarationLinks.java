package io.tidemark.graph.read;

import io.tidemark.graph.Caller;
import io.tidemark.graph.Declaration;
import io.tidemark.graph.References;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.StaticCall;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what exposures, metrics, semantic models and saved queries are made of. */
final class DeclarationLinks {

  private static final Pattern METRIC =
      Pattern.compile("\\s*metric\\s*\\(\\s*['\"]([^'\"]+)['\"]\\s*\\)\\s*");

  private final References references;
  private final Map<String, String> metrics = new HashMap<>();
  private final Map<String, String> measures = new HashMap<>();

  /**
   * The links.
   *
   * @param all the declarations that are enabled
   */
  DeclarationLinks(References references, Iterable<Declaration> all) {
    this.references = references;
    for (Declaration one : all) {
      if (one.type() == ResourceType.METRIC) {
        metrics.putIfAbsent(one.name(), one.uniqueId());
      } else if (one.type() == ResourceType.SEMANTIC_MODEL) {
        for (YamlNode measure : items(one.mapping().get("measures"))) {
          if (measure instanceof YamlMapping mapping
              && mapping.get("name") instanceof YamlScalar n) {
            measures.putIfAbsent(String.valueOf(n.value()), one.uniqueId());
          }
        }
      }
    }
  }

  /**
   * The unique ids, each once.
   *
   * @param problems is given what is not there
   */
  List<String> of(Declaration one, Problems problems) {
    Set<String> ids = new LinkedHashSet<>();
    Caller caller =
        new Caller("The " + one.type().shownName() + " " + one.name(), one.packageName());
    YamlMapping mapping = one.mapping();
    try {
      switch (one.type()) {
        case EXPOSURE -> {
          List<String> others = new ArrayList<>();
          for (YamlNode call : items(mapping.get("depends_on"))) {
            String id = call(String.valueOf(call.value()), call.place(), caller);
            (id.startsWith(ResourceType.SOURCE.dbtName() + ".") ? ids : others).add(id);
          }
          // As in dbt sources come first.
          ids.addAll(others);
        }
        case SEMANTIC_MODEL ->
            ids.add(call(text(mapping.get("model")), mapping.placeOf("model"), caller));
        case METRIC -> metric(mapping.get("type_params"), ids, caller);
        case SAVED_QUERY -> {
          if (mapping.get("query_params") instanceof YamlMapping params) {
            for (YamlNode name : items(params.get("metrics"))) {
              ids.add(found(metrics, "metric", String.valueOf(name.value()), name.place(), caller));
            }
          }
        }
        default -> {
          // A group is made of nothing.
        }
      }
    } catch (ProjectException e) {
      problems.add(e);
    }
    return List.copyOf(ids);
  }

  private String call(String text, Place place, Caller caller) {
    Matcher metric = METRIC.matcher(text);
    if (metric.matches()) {
      return found(metrics, "metric", metric.group(1), place, caller);
    }
    StaticCall call =
        StaticCall.of(text, place)
            .orElseThrow(
                () ->
                    new ProjectException(
                        Problem.of(caller.what() + " depends on \"" + text + "\", which is no call")
                            .at(place)
                            .next(
                                "Write ref('model'), source('source', 'table') or"
                                    + " metric('name').")));
    return call.ref() != null
        ? references.ref(call.ref(), caller).uniqueId()
        : references.source(Objects.requireNonNull(call.source()), caller).uniqueId();
  }

  private void metric(@Nullable YamlNode written, Set<String> ids, Caller caller) {
    if (!(written instanceof YamlMapping params)) {
      return;
    }
    measure(params.get("measure"), ids, caller);
    if (params.get("conversion_type_params") instanceof YamlMapping conversion) {
      measure(conversion.get("base_measure"), ids, caller);
      measure(conversion.get("conversion_measure"), ids, caller);
    }
    List<YamlNode> read = new ArrayList<>(items(params.get("metrics")));
    for (String key : List.of("numerator", "denominator")) {
      YamlNode one = params.get(key);
      if (one != null) {
        read.add(one);
      }
    }
    for (YamlNode one : read) {
      ids.add(found(metrics, "metric", named(one), one.place(), caller));
    }
  }

  private void measure(@Nullable YamlNode written, Set<String> ids, Caller caller) {
    if (written != null && written.value() != null) {
      ids.add(found(measures, "measure", named(written), written.place(), caller));
    }
  }

  private static String named(YamlNode written) {
    return written instanceof YamlMapping mapping ? text(mapping.get("name")) : text(written);
  }

  private static String found(
      Map<String, String> known, String kind, String name, Place place, Caller caller) {
    String id = known.get(name);
    if (id == null) {
      throw new ProjectException(
          Problem.of(
                  "%s is made of the %s \"%s\", which is not there"
                      .formatted(caller.what(), kind, name))
              .at(place)
              .found(NearestName.question(name, known.keySet()).orElse(null)));
    }
    return id;
  }

  private static String text(@Nullable YamlNode node) {
    return node == null ? "" : String.valueOf(node.value());
  }

  private static List<YamlNode> items(@Nullable YamlNode node) {
    return node instanceof YamlSequence list ? list.items() : List.of();
  }
}
