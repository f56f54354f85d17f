package io.tidemark.graph.read;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.semantic.MeasureMetrics;
import io.tidemark.graph.semantic.MetricRules;
import io.tidemark.project.Project;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.properties.RawProperties;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.template.TemplateEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the exposures, groups, metrics, semantic models and saved queries of a package. */
final class DeclarationReader {

  /** The keys of a properties file, and what stands under them. */
  private static final Map<String, ResourceType> KINDS = kinds();

  /** Keys beside {@code config} that mean the same in it. */
  private static final List<String> MOVED = List.of("meta", "tags", "group");

  private static final Set<String> EXPOSURE_TYPES =
      Set.of("dashboard", "notebook", "analysis", "ml", "application");

  private static final int MAX_METRIC_NAME = 250;

  /** As Python understands it: letters of all languages. */
  private static final Pattern WORD = Pattern.compile("[\\w-]+", Pattern.UNICODE_CHARACTER_CLASS);

  private final Project project;
  private final Project owner;
  private final PropertiesFiles files;
  private final ExportReader exports;

  DeclarationReader(Project project, Project owner, PropertiesFiles files, TemplateEngine engine) {
    this.project = project;
    this.owner = owner;
    this.files = files;
    this.exports = new ExportReader(engine);
  }

  private static Map<String, ResourceType> kinds() {
    Map<String, ResourceType> kinds = new LinkedHashMap<>();
    kinds.put("groups", ResourceType.GROUP);
    kinds.put("exposures", ResourceType.EXPOSURE);
    kinds.put("semantic_models", ResourceType.SEMANTIC_MODEL);
    kinds.put("metrics", ResourceType.METRIC);
    kinds.put("saved_queries", ResourceType.SAVED_QUERY);
    return kinds;
  }

  /** All of them; what is wrong is left out and told. */
  List<Declaration> read(Problems problems) {
    List<Declaration> all = new ArrayList<>();
    KINDS.forEach(
        (key, type) -> {
          for (RawProperties entry : owner.properties().others(key)) {
            try {
              Declaration one = read(type, entry.mapping(), problems);
              all.add(one);
              if (type == ResourceType.SEMANTIC_MODEL) {
                MeasureMetrics.of(one)
                    .forEach(metric -> all.add(read(ResourceType.METRIC, metric, problems)));
              }
            } catch (ProjectException e) {
              problems.add(e);
            }
          }
        });
    return all;
  }

  private Declaration read(ResourceType type, YamlMapping mapping, Problems problems) {
    String name = text(type, mapping, "name");
    check(type, mapping, name);
    if (type == ResourceType.METRIC) {
      checkMetricName(mapping, name, problems);
    }
    if (type == ResourceType.EXPOSURE && !WORD.matcher(name).matches()) {
      problems.warn(
          Problem.of(
                  "Starting in v1.3, the 'name' of an exposure should contain only letters,"
                      + " numbers, and underscores.")
              .at(mapping.placeOf("name"))
              .found("Found \"%s\".".formatted(name))
              .next("Rename it, and write this as its \"label\".")
              .named(WarningKind.EXPOSURE_NAME));
    }
    SourceFile file = files.of(mapping.place());
    List<String> fqn = new ArrayList<>();
    fqn.add(owner.name());
    fqn.addAll(file.folders());
    fqn.add(name);
    List<ConfigLayer> layers =
        new ArrayList<>(configured(type, owner.layersFor(section(type), fqn)));
    if (type == ResourceType.EXPOSURE) {
      layers.add(0, metaOfAll(owner));
    }
    layers.add(beside(type, mapping));
    if (mapping.get("config") instanceof YamlMapping config) {
      layers.add(ConfigLayer.of(ConfigOrigin.PROPERTIES, config));
    }
    layers.addAll(configured(type, project.overridesFor(owner, section(type), fqn)));
    NodeConfig config = NodeConfig.merge(layers);
    config.check(type.dbtName());
    return new Declaration(
        type.dbtName() + "." + owner.name() + "." + name,
        type,
        owner.name(),
        name,
        fqn,
        file,
        config,
        List.of(),
        mapping,
        type == ResourceType.SAVED_QUERY ? exports.of(mapping, config, owner.name()) : List.of());
  }

  /** As dbt, which has no section for groups and takes that of models. */
  private static String section(ResourceType type) {
    return type == ResourceType.GROUP ? ResourceType.MODEL.section() : type.section();
  }

  /** As in dbt {@code meta} right below {@code exposures:} is no folder, though it has no plus. */
  private static ConfigLayer metaOfAll(Project owner) {
    YamlNode meta = owner.file().section(ResourceType.EXPOSURE.section()).root().get("meta");
    return new ConfigLayer(
        ConfigOrigin.PROJECT,
        meta instanceof YamlMapping
            ? Map.of("meta", new ConfigValue(meta.value(), meta.place()))
            : Map.of());
  }

  /** Models that are switched off say nothing of groups, which can't be. */
  private static List<ConfigLayer> configured(ResourceType type, List<ConfigLayer> layers) {
    return type == ResourceType.GROUP
        ? layers.stream().map(layer -> layer.without("enabled")).toList()
        : layers;
  }

  private static ConfigLayer beside(ResourceType type, YamlMapping mapping) {
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    for (String key : MOVED) {
      YamlNode value = mapping.get(key);
      // What is beside a metric's config is the metric's meta, not the configuration's.
      boolean own = type == ResourceType.METRIC && key.equals("meta");
      if (value != null && value.value() != null && !own) {
        values.put(key, new ConfigValue(value.value(), value.place()));
      }
    }
    return new ConfigLayer(ConfigOrigin.PROPERTIES, values);
  }

  private static void check(ResourceType type, YamlMapping mapping, String name) {
    switch (type) {
      case EXPOSURE -> {
        String kind = text(type, mapping, "type");
        if (!EXPOSURE_TYPES.contains(kind)) {
          throw new ProjectException(
              Problem.of("\"" + kind + "\" is no type of exposure")
                  .at(mapping.placeOf("type"))
                  .found("Allowed: dashboard, notebook, analysis, ml, application.")
                  .next(NearestName.question(kind, EXPOSURE_TYPES).orElse(null)));
        }
        owner(type, mapping, name);
      }
      case GROUP -> owner(type, mapping, name);
      case SEMANTIC_MODEL -> text(type, mapping, "model");
      case METRIC -> {
        text(type, mapping, "type");
        below(type, mapping, "type_params");
        MetricRules.checkMetric(mapping, name);
      }
      case SAVED_QUERY -> below(type, mapping, "query_params");
      default -> throw new IllegalArgumentException(type + " is no declaration");
    }
  }

  /** A metric's name is a column of whatever asks for it; the words are dbt's. */
  private static void checkMetricName(YamlMapping mapping, String name, Problems problems) {
    List<String> wrong = new ArrayList<>();
    if (name.contains(" ")) {
      wrong.add("cannot contain spaces");
    }
    if (name.length() > MAX_METRIC_NAME) {
      wrong.add("cannot contain more than " + MAX_METRIC_NAME + " characters");
    }
    if (!name.matches("^[A-Za-z].*")) {
      wrong.add("must begin with a letter");
    }
    if (!WORD.matcher(name).matches()) {
      wrong.add("must contain only letters, numbers and underscores");
    }
    if (!wrong.isEmpty()) {
      problems.add(
          Problem.of(
                  "The metric name '%s' is invalid. It %s"
                      .formatted(name, String.join("; ", wrong)))
              .at(mapping.placeOf("name"))
              .next("Rename it, and write this as its \"label\"."));
    }
  }

  private static void owner(ResourceType type, YamlMapping mapping, String name) {
    YamlMapping found = below(type, mapping, "owner");
    if (found.get("name") == null && found.get("email") == null) {
      throw new ProjectException(
          Problem.of(
                  "The owner of the %s %s has no name and no email"
                      .formatted(type.shownName(), name))
              .at(found.place())
              .next("Write at least one: owner: {name: Data, email: data@example.com}."));
    }
  }

  private static YamlMapping below(ResourceType type, YamlMapping mapping, String key) {
    if (mapping.get(key) instanceof YamlMapping found) {
      return found;
    }
    throw missing(type, mapping, key, mapping.get(key));
  }

  private static String text(ResourceType type, YamlMapping mapping, String key) {
    YamlNode found = mapping.get(key);
    if (found != null && (found.value() instanceof String || found.value() instanceof Number)) {
      return String.valueOf(found.value());
    }
    throw missing(type, mapping, key, found);
  }

  private static ProjectException missing(
      ResourceType type, YamlMapping mapping, String key, @Nullable YamlNode found) {
    return new ProjectException(
        Problem.of("The %s needs \"%s\"".formatted(type.shownName(), key))
            .at(mapping.placeOf(key))
            .found(found == null ? null : "Found " + found.description() + ".")
            .next("Add \"" + key + ":\" to it."));
  }
}
