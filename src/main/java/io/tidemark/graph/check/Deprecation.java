package io.tidemark.graph.check;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model that is not to be used any more, or soon, and who uses it; as dbt warns of it.
 *
 * @param event dbt's name of the warning
 * @param code dbt's code of it
 * @param text what is told
 * @param data more, by dbt's names
 */
public record Deprecation(String event, String code, String text, Map<String, String> data) {

  /**
   * All of them in a project.
   *
   * @param now which dates are past
   */
  public static List<Deprecation> of(Manifest manifest, Instant now) {
    List<Deprecation> found = new ArrayList<>();
    for (Node node : manifest.models().values()) {
      if (node.detail() instanceof NodeDetail.Model model) {
        Instant date = DeprecationDate.parse(model.deprecationDate());
        if (date != null) {
          add(found, manifest, node, model, date.isBefore(now));
        }
      }
    }
    return found;
  }

  private static void add(
      List<Deprecation> found, Manifest manifest, Node node, NodeDetail.Model model, boolean past) {
    String name = node.name() + (model.version() == null ? "" : ".v" + model.version());
    String date = String.valueOf(model.deprecationDate());
    if (past) {
      found.add(
          new Deprecation(
              "DeprecatedModel",
              "I065",
              "Model %s has passed its deprecation date of %s. Disable or remove it."
                  .formatted(name, date),
              data(
                  "model_name", node.name(),
                  "model_version", model.version(),
                  "deprecation_date", date)));
    }
    for (Node reader : manifest.models().values()) {
      if (reader.dependsOn().contains(node.uniqueId())) {
        found.add(
            new Deprecation(
                past ? "DeprecatedReference" : "UpcomingReferenceDeprecation",
                past ? "I067" : "I066",
                "%s reads %s, which %s on %s.%s"
                    .formatted(
                        reader.name(),
                        name,
                        past ? "was deprecated" : "will be deprecated",
                        date,
                        newer(node, model)),
                data(
                    "model_name", reader.name(),
                    "ref_model_package", node.packageName(),
                    "ref_model_name", node.name(),
                    "ref_model_version", model.version(),
                    "ref_model_latest_version", model.latestVersion(),
                    "ref_model_deprecation_date", date)));
      }
    }
  }

  /** Names and values by turns; as in dbt, what is not there is an empty text. */
  private static Map<String, String> data(@Nullable Object... namesAndValues) {
    Map<String, String> data = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      data.put(
          String.valueOf(namesAndValues[i]),
          String.valueOf(Objects.requireNonNullElse(namesAndValues[i + 1], "")));
    }
    return data;
  }

  private static String newer(Node node, NodeDetail.Model model) {
    return model.version() == null
            || model.latestVersion() == null
            || model.version().equals(model.latestVersion())
        ? ""
        : " There is a newer version: ref('%s', '%s', v='%s')"
            .formatted(node.packageName(), node.name(), model.latestVersion());
  }
}
