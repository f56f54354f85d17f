package io.tidemark.graph.semantic;

import io.tidemark.graph.Declaration;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What dbt asks of metrics where there are semantic models (dbt-semantic-interfaces 0.9). */
final class SemanticMetricRules {

  private static final Pattern WINDOW = Pattern.compile("\\s*\\d+\\s+(?<grain>\\w+)\\s*");

  private final Problems problems;
  private final FilterRules filters;
  private final Set<String> customGranularities;
  private final Map<String, SemanticElement> measures = new HashMap<>();
  private final Map<String, Declaration> modelOf = new HashMap<>();
  private final Set<String> aliases = new HashSet<>();
  private final Set<String> labels = new HashSet<>();

  SemanticMetricRules(
      Problems problems,
      FilterRules filters,
      Set<String> customGranularities,
      List<Declaration> models) {
    this.problems = problems;
    this.filters = filters;
    this.customGranularities = customGranularities;
    for (Declaration model : models) {
      for (SemanticElement measure : SemanticElement.of(model, "measure")) {
        measures.putIfAbsent(measure.name(), measure);
        modelOf.putIfAbsent(measure.name(), model);
      }
    }
  }

  /** A metric. */
  void check(Declaration metric) {
    YamlMapping mapping = metric.mapping();
    String label = SemanticElement.text(mapping.get("label"));
    if (!label.isEmpty() && !labels.add(label)) {
      problems.add(
          Problem.of("The label of the metric %s is used for another one".formatted(metric.name()))
              .at(mapping.placeOf("label"))
              .next("Give it a label of its own."));
    }
    filters.check(mapping.get("filter"));
    if (!(mapping.get("type_params") instanceof YamlMapping params)) {
      return;
    }
    String type = SemanticElement.text(mapping.get("type")).toLowerCase(Locale.ROOT);
    measure(params.get("measure"));
    for (String key : List.of("numerator", "denominator")) {
      input(params.get(key));
    }
    List<YamlNode> inputs = SemanticElement.items(params.get("metrics"));
    if (type.equals("derived") && inputs.isEmpty()) {
      problems.add(
          Problem.of("The derived metric %s is made of no metrics".formatted(metric.name()))
              .at(mapping.placeOf("type_params"))
              .next("List them: type_params: {expr: …, metrics: [{name: …}]}."));
    }
    inputs.forEach(this::input);
    if (params.get("cumulative_type_params") instanceof YamlMapping cumulative) {
      window(cumulative.get("window"), false);
      grain(cumulative.get("grain_to_date"));
      if (is(cumulative, "window") && is(cumulative, "grain_to_date")) {
        problems.add(
            Problem.of("A cumulative metric has a window or a grain_to_date, not both")
                .at(cumulative.placeOf("grain_to_date"))
                .next("Remove one of them."));
      }
      word(cumulative, "period_agg", Set.of("first", "last", "average"));
    }
    window(params.get("window"), false);
    grain(params.get("grain_to_date"));
    if (params.get("conversion_type_params") instanceof YamlMapping conversion) {
      conversion(conversion);
    }
  }

  private void measure(@Nullable YamlNode written) {
    if (!(written instanceof YamlMapping one)) {
      return;
    }
    filters.check(one.get("filter"));
    String alias = SemanticElement.text(one.get("alias"));
    if (alias.isEmpty()) {
      return;
    }
    SemanticNames.check("an alias", alias, one.placeOf("alias"), problems);
    if (measures.containsKey(alias) || !aliases.add(alias)) {
      problems.add(
          Problem.of("The alias %s is the name or the alias of another measure".formatted(alias))
              .at(one.placeOf("alias"))
              .next("Choose another one."));
    }
  }

  private void input(@Nullable YamlNode written) {
    if (!(written instanceof YamlMapping one)) {
      return;
    }
    filters.check(one.get("filter"));
    String alias = SemanticElement.text(one.get("alias"));
    if (!alias.isEmpty()) {
      SemanticNames.check("an alias", alias, one.placeOf("alias"), problems);
    }
    window(one.get("offset_window"), true);
    grain(one.get("offset_to_grain"));
    if (is(one, "offset_window") && is(one, "offset_to_grain")) {
      problems.add(
          Problem.of("An input metric has an offset_window or an offset_to_grain, not both")
              .at(one.placeOf("offset_to_grain"))
              .next("Remove one of them."));
    }
  }

  private void conversion(YamlMapping conversion) {
    window(conversion.get("window"), false);
    word(conversion, "calculation", Set.of("conversions", "conversion_rate"));
    for (String key : List.of("base_measure", "conversion_measure")) {
      YamlNode written = conversion.get(key);
      measure(written);
      String name =
          SemanticElement.text(written instanceof YamlMapping map ? map.get("name") : written);
      SemanticElement measure = measures.get(name);
      Declaration model = modelOf.get(name);
      if (measure == null || model == null) {
        continue;
      }
      String agg = measure.word("agg");
      boolean counts =
          agg.equals("count")
              || agg.equals("count_distinct")
              || (agg.equals("sum") && measure.word("expr").equals("1"));
      if (!counts) {
        problems.add(
            Problem.of("The measure %s of a conversion metric must count".formatted(name))
                .at(conversion.placeOf(key))
                .found("It is agg: %s. Allowed: count, count_distinct, sum of 1.".formatted(agg)));
      }
      String entity = SemanticElement.text(conversion.get("entity"));
      List<String> entities =
          SemanticElement.of(model, "entity").stream().map(SemanticElement::name).toList();
      if (!entities.contains(entity)) {
        problems.add(
            Problem.of("The semantic model %s has no entity '%s'".formatted(model.name(), entity))
                .at(conversion.placeOf("entity"))
                .found("It has: " + String.join(", ", entities) + "."));
      }
      constants(conversion, key.replace("measure", "property"), model, entities);
    }
  }

  private void constants(
      YamlMapping conversion, String key, Declaration model, List<String> entities) {
    List<String> names =
        SemanticElement.of(model, "dimension").stream().map(SemanticElement::name).toList();
    for (YamlNode one : SemanticElement.items(conversion.get("constant_properties"))) {
      if (one instanceof YamlMapping pair) {
        String name = SemanticElement.text(pair.get(key));
        if (!names.contains(name) && !entities.contains(name)) {
          problems.add(
              Problem.of(
                      "The semantic model %s has no entity or dimension '%s'"
                          .formatted(model.name(), name))
                  .at(pair.placeOf(key)));
        }
      }
    }
  }

  private void word(YamlMapping mapping, String key, Set<String> allowed) {
    String word = SemanticElement.text(mapping.get(key)).toLowerCase(Locale.ROOT);
    if (mapping.has(key) && !allowed.contains(word)) {
      problems.add(SemanticModelRules.noWord(key, word, allowed).at(mapping.placeOf(key)));
    }
  }

  private void window(@Nullable YamlNode written, boolean customToo) {
    String text = SemanticElement.text(written).toLowerCase(Locale.ROOT);
    if (written == null || text.isEmpty()) {
      return;
    }
    Matcher window = WINDOW.matcher(text);
    String grain = window.matches() ? window.group("grain") : "";
    String one = grain.endsWith("s") ? grain.substring(0, grain.length() - 1) : grain;
    boolean known =
        TimeSpine.isGranularity(one)
            || (customToo
                && (customGranularities.contains(grain) || customGranularities.contains(one)));
    if (!known) {
      problems.add(
          Problem.of("\"%s\" is no window of time".formatted(text))
              .at(written.place())
              .next("Write a number and a granularity, for example: 7 days."));
    }
  }

  private void grain(@Nullable YamlNode written) {
    String word = SemanticElement.text(written).toLowerCase(Locale.ROOT);
    if (written != null && !word.isEmpty() && !TimeSpine.isGranularity(word)) {
      problems.add(
          SemanticModelRules.noWord("time granularity", word, TimeSpine.granularities())
              .at(written.place()));
    }
  }

  private static boolean is(YamlMapping mapping, String key) {
    return !SemanticElement.text(mapping.get(key)).isEmpty();
  }
}
