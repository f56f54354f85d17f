package io.tidemark.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that is not to be used any more, or soon, and who uses it; as dbt warns of it.
 *
 * @param event dbt's name of the warning
 * @param code dbt's code of it
 * @param text what is told
 */
public record Deprecation(String event, String code, String text) {

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
                  .formatted(name, date)));
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
                        newer(node, model))));
      }
    }
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
