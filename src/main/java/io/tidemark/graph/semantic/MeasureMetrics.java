package io.tidemark.graph.semantic;

import io.tidemark.graph.Declaration;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlRendering;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that a semantic model asks for by {@code create_metric: true} in its measures: as in
 * dbt a simple metric of the measure's name, with the semantic model's own {@code meta}.
 */
public final class MeasureMetrics {

  private MeasureMetrics() {}

  /** Their entries, as somebody would have written them. */
  public static List<YamlMapping> of(Declaration semanticModel) {
    List<YamlMapping> metrics = new ArrayList<>();
    if (semanticModel.mapping().get("measures") instanceof YamlSequence measures) {
      for (YamlNode one : measures.items()) {
        if (one instanceof YamlMapping measure && isTrue(measure.get("create_metric"))) {
          metrics.add(metric(measure, semanticModel));
        }
      }
    }
    return metrics;
  }

  private static boolean isTrue(@Nullable YamlNode node) {
    return node != null && Boolean.TRUE.equals(node.value());
  }

  private static YamlMapping metric(YamlMapping measure, Declaration semanticModel) {
    Place place = measure.place();
    YamlNode name = or(measure.get("name"), scalar("", place));
    YamlNode expr = or(measure.get("expr"), name);
    List<YamlEntry> params = List.of(entry("measure", name, place), entry("expr", expr, place));
    List<YamlEntry> config = new ArrayList<>();
    config.add(entry("enabled", scalar(semanticModel.config().enabled(), place), place));
    config.add(entry("meta", YamlRendering.toNode(semanticModel.config().meta(), place), place));
    String told = "Metric created from measure " + name.value();
    return new YamlMapping(
        List.of(
            entry("name", name, place),
            entry("label", or(measure.get("label"), name), place),
            entry("type", scalar("simple", place), place),
            entry("type_params", new YamlMapping(params, place), place),
            entry("description", or(measure.get("description"), scalar(told, place)), place),
            entry("config", new YamlMapping(config, place), place)),
        place);
  }

  private static YamlNode or(@Nullable YamlNode written, YamlNode otherwise) {
    return written == null || written.value() == null ? otherwise : written;
  }

  private static YamlEntry entry(String key, YamlNode value, Place place) {
    return new YamlEntry(scalar(key, place), value);
  }

  private static YamlScalar scalar(Object value, Place place) {
    return new YamlScalar(value, String.valueOf(value), place);
  }
}
