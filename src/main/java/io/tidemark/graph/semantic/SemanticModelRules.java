package io.tidemark.graph.semantic;

import io.tidemark.graph.Declaration;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What dbt asks of semantic models: the words of their elements' types at once, all else where the
 * project has metrics too. The rules are those of dbt-semantic-interfaces 0.9.
 */
final class SemanticModelRules {

  private static final Set<String> ENTITIES = Set.of("foreign", "natural", "primary", "unique");
  private static final Set<String> DIMENSIONS = Set.of("categorical", "time");

  private final Problems problems;

  /** Which kind of element a name is, over all models. */
  private final Map<String, SemanticElement> kinds = new HashMap<>();

  private final Map<String, SemanticElement> dimensions = new HashMap<>();
  private final Map<String, String> pairs = new HashMap<>();

  SemanticModelRules(Problems problems) {
    this.problems = problems;
  }

  /** The types, which have to be words that dbt knows. */
  void checkWords(Declaration model) {
    for (SemanticElement entity : SemanticElement.of(model, "entity")) {
      word("type of entity", entity, "type", ENTITIES);
    }
    for (SemanticElement dimension : SemanticElement.of(model, "dimension")) {
      word("type of dimension", dimension, "type", DIMENSIONS);
      if (dimension.mapping().get("type_params") instanceof YamlMapping params) {
        granularity(params.get("time_granularity"), params.placeOf("time_granularity"));
      }
    }
    MeasureRules measures = new MeasureRules(problems);
    SemanticElement.of(model, "measure").forEach(measures::checkWords);
  }

  private void word(String what, SemanticElement element, String key, Set<String> allowed) {
    String word = element.word(key);
    if (!allowed.contains(word)) {
      problems.add(noWord(what, word, allowed).at(element.mapping().placeOf(key)));
    }
  }

  /** The problem that a word is none of those that dbt knows. */
  static Problem noWord(String what, String word, Set<String> allowed) {
    return Problem.of("\"%s\" is no %s".formatted(word, what))
        .found("Allowed: %s.".formatted(String.join(", ", allowed.stream().sorted().toList())))
        .next(NearestName.question(word, allowed).orElse(null));
  }

  private void granularity(@Nullable YamlNode written, Place place) {
    String word = SemanticElement.text(written).toLowerCase(Locale.ROOT);
    if (written != null && !TimeSpine.isGranularity(word)) {
      problems.add(noWord("time granularity", word, TimeSpine.granularities()).at(place));
    }
  }

  /** All else. */
  void check(Declaration model) {
    List<SemanticElement> entities = SemanticElement.of(model, "entity");
    List<SemanticElement> dimensionsHere = SemanticElement.of(model, "dimension");
    List<SemanticElement> measures = SemanticElement.of(model, "measure");
    List<SemanticElement> all = new ArrayList<>(entities);
    all.addAll(dimensionsHere);
    all.addAll(measures);
    checkNames(model, all);
    checkPrimary(model, entities, dimensionsHere);
    checkPairs(model, entities, dimensionsHere);
    checkValidity(model, entities, dimensionsHere, measures);
    SemanticNames.checkLabels(entities, problems);
    SemanticNames.checkLabels(dimensionsHere, problems);
    SemanticNames.checkLabels(measures, problems);
    YamlNode fallback =
        model.mapping().get("defaults") instanceof YamlMapping map
            ? map.get("agg_time_dimension")
            : null;
    String byDefault = SemanticElement.text(fallback);
    if (fallback != null && !byDefault.isEmpty()) {
      checkTime(
          "The default aggregation time dimension of " + model.name(),
          byDefault,
          fallback.place(),
          dimensionsHere);
    }
    MeasureRules rules = new MeasureRules(problems);
    for (SemanticElement measure : measures) {
      String own = SemanticElement.text(measure.mapping().get("agg_time_dimension"));
      String time = own.isEmpty() ? byDefault : own;
      if (time.isEmpty()) {
        problems.add(
            Problem.of("The measure %s has no aggregation time dimension".formatted(measure.name()))
                .at(measure.place())
                .next("Add \"agg_time_dimension: …\" to it, or to the model's \"defaults\"."));
      } else if (!own.isEmpty()) {
        checkTime(
            "The aggregation time dimension of the measure " + measure.name(),
            own,
            measure.mapping().placeOf("agg_time_dimension"),
            dimensionsHere);
      }
      rules.check(measure, entities, dimensionsHere);
    }
  }

  private void checkTime(
      String what, String name, Place place, List<SemanticElement> dimensionsHere) {
    List<String> times =
        dimensionsHere.stream()
            .filter(one -> one.word("type").equals("time"))
            .map(SemanticElement::name)
            .toList();
    if (!times.contains(name)) {
      problems.add(
          Problem.of("%s is '%s', which is no time dimension of the model".formatted(what, name))
              .at(place)
              .found(times.isEmpty() ? "It has none." : "It has: " + String.join(", ", times) + ".")
              .next(NearestName.question(name, times).orElse(null)));
    }
  }

  private void checkNames(Declaration model, List<SemanticElement> all) {
    Map<String, SemanticElement> here = new HashMap<>();
    for (SemanticElement one : all) {
      SemanticNames.check("the " + one.kind(), one.name(), one.place(), problems);
      SemanticElement first = here.putIfAbsent(one.name(), one);
      SemanticElement elsewhere = kinds.putIfAbsent(one.name(), one);
      if (first != null) {
        problems.add(
            Problem.of(
                    "In the semantic model %s the name `%s` is used for a %s and a %s"
                        .formatted(model.name(), one.name(), first.kind(), one.kind()))
                .at(one.place())
                .at(first.place())
                .next("Rename one of them."));
      } else if (elsewhere != null
          && (!elsewhere.kind().equals(one.kind()) || one.kind().equals("measure"))) {
        problems.add(
            Problem.of(
                    "The name `%s` is used for a %s here and a %s of another semantic model"
                        .formatted(one.name(), one.kind(), elsewhere.kind()))
                .at(one.place())
                .at(elsewhere.place())
                .next("Rename one of them."));
      }
      if (one.kind().equals("dimension")) {
        checkAlike(one);
      }
    }
  }

  private void checkAlike(SemanticElement dimension) {
    SemanticElement first = dimensions.putIfAbsent(dimension.name(), dimension);
    if (first != null
        && (!first.word("type").equals(dimension.word("type"))
            || first.word("is_partition").equals("true")
                != dimension.word("is_partition").equals("true"))) {
      problems.add(
          Problem.of(
                  "The dimension %s is of another type or partition than in another model"
                      .formatted(dimension.name()))
              .at(dimension.place())
              .at(first.place())
              .next("Dimensions of one name must be alike: rename one, or make them so."));
    }
  }

  private void checkPrimary(
      Declaration model, List<SemanticElement> entities, List<SemanticElement> dimensionsHere) {
    List<SemanticElement> primary = ofType(entities, "primary");
    String named = SemanticElement.text(model.mapping().get("primary_entity"));
    if (primary.size() > 1) {
      problems.add(
          Problem.of(
                  "The semantic model %s has more than one primary entity".formatted(model.name()))
              .at(primary.get(1).place())
              .at(primary.get(0).place())
              .next("Make the others \"type: unique\" or \"type: foreign\"."));
    } else if (!primary.isEmpty() && !named.isEmpty()) {
      problems.add(
          Problem.of(
                  "The semantic model %s has an entity of type primary, and \"primary_entity\" too"
                      .formatted(model.name()))
              .at(model.mapping().placeOf("primary_entity"))
              .at(primary.get(0).place())
              .next("Remove \"primary_entity\"."));
    } else if (primary.isEmpty() && named.isEmpty() && !dimensionsHere.isEmpty()) {
      problems.add(
          Problem.of(
                  "The semantic model %s has dimensions, but no primary entity"
                      .formatted(model.name()))
              .at(model.place())
              .next("Make an entity \"type: primary\", or add \"primary_entity: …\"."));
    }
  }

  private void checkPairs(
      Declaration model, List<SemanticElement> entities, List<SemanticElement> dimensionsHere) {
    List<SemanticElement> primary = ofType(entities, "primary");
    String named = SemanticElement.text(model.mapping().get("primary_entity"));
    String key = named.isEmpty() && !primary.isEmpty() ? primary.get(0).name() : named;
    for (SemanticElement one : dimensionsHere) {
      String other = pairs.putIfAbsent(key + "__" + one.name(), model.name());
      if (other != null && !other.equals(model.name())) {
        problems.add(
            Problem.of(
                    "The dimension %s of the primary entity %s is in the semantic model %s already"
                        .formatted(one.name(), key, other))
                .at(one.place())
                .next("Rename one of them."));
      }
    }
  }

  private void checkValidity(
      Declaration model,
      List<SemanticElement> entities,
      List<SemanticElement> dimensionsHere,
      List<SemanticElement> measures) {
    List<YamlMapping> windows =
        dimensionsHere.stream()
            .map(one -> one.mapping().get("type_params"))
            .filter(YamlMapping.class::isInstance)
            .map(params -> ((YamlMapping) params).get("validity_params"))
            .filter(YamlMapping.class::isInstance)
            .map(YamlMapping.class::cast)
            .toList();
    List<SemanticElement> natural = ofType(entities, "natural");
    if (windows.isEmpty()) {
      if (!natural.isEmpty()) {
        problems.add(
            Problem.of("A natural entity needs time dimensions with validity_params")
                .at(natural.get(0).place())
                .next("Mark two time dimensions, one is_start and one is_end."));
      }
      return;
    }
    boolean bounds =
        windows.size() == 2
            && windows.stream().filter(one -> isTrue(one, "is_start")).count() == 1
            && windows.stream().filter(one -> isTrue(one, "is_end")).count() == 1;
    boolean keys =
        natural.size() == 1
            && ofType(entities, "primary").isEmpty()
            && ofType(entities, "unique").isEmpty();
    if (!bounds || !keys || !measures.isEmpty()) {
      problems.add(
          Problem.of(
                  "The validity window of the semantic model %s is not whole"
                      .formatted(model.name()))
              .at(windows.get(0).place())
              .found(
                  "It needs two time dimensions, one is_start and one is_end, a natural entity, no"
                      + " primary or unique one, and no measures."));
    }
  }

  private static boolean isTrue(YamlMapping mapping, String key) {
    YamlNode value = mapping.get(key);
    return value != null && Boolean.TRUE.equals(value.value());
  }

  private static List<SemanticElement> ofType(List<SemanticElement> entities, String type) {
    return entities.stream().filter(one -> one.word("type").equals(type)).toList();
  }
}
