package io.tidemark.graph.read;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.properties.PropertiesReader;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is said of one version of a model: what it says itself, over what the model says. */
final class VersionProperties {

  private static final String COLUMNS = "columns";
  private static final String INCLUDE = "include";
  private static final String EXCLUDE = "exclude";

  private final NodeProperties model;
  private final YamlMapping written;
  private final Problems problems;

  VersionProperties(NodeProperties model, YamlMapping written, Problems problems) {
    this.model = model;
    this.written = written;
    this.problems = problems;
  }

  NodeProperties merged() {
    // Read as a model's entry, so that a version is checked as a model is.
    NodeProperties own = PropertiesReader.model(asModel(), problems);
    if (own == null) {
      return model;
    }
    boolean ownTests = says("data_tests") || says("tests");
    return new NodeProperties(
        model.kind(),
        model.name(),
        own.description().isEmpty() ? model.description() : own.description(),
        columns(own.columns()),
        new ConfigLayer(
            ConfigOrigin.PROPERTIES,
            NodeConfig.merge(List.of(model.config(), own.config())).values()),
        ownTests ? own.tests() : model.tests(),
        own.constraints().isEmpty() ? model.constraints() : own.constraints(),
        model.latestVersion(),
        model.versions(),
        written,
        model.place(),
        model.lender());
  }

  /** As in dbt a key without a value says nothing. */
  private boolean says(String key) {
    YamlNode value = written.get(key);
    return value != null && value.value() != null;
  }

  private YamlMapping asModel() {
    Map<String, YamlEntry> entries = new LinkedHashMap<>();
    YamlEntry name = model.mapping().entry("name");
    if (name != null) {
      entries.put("name", name);
    }
    for (YamlEntry entry : written.entries()) {
      if (entry.name().equals(COLUMNS) && entry.value() instanceof YamlSequence list) {
        List<YamlNode> described =
            list.items().stream().filter(item -> !isSelection(item)).toList();
        entries.put(COLUMNS, new YamlEntry(entry.key(), new YamlSequence(described, list.place())));
      } else if (!entry.name().equals("v") && !entry.name().equals("defined_in")) {
        entries.put(entry.name(), entry);
      }
    }
    return new YamlMapping(new ArrayList<>(entries.values()), written.place());
  }

  private static boolean isSelection(YamlNode item) {
    return item instanceof YamlMapping mapping && (mapping.has(INCLUDE) || mapping.has(EXCLUDE));
  }

  /** The model's columns, as far as the version includes them, then its own. */
  private List<ColumnProperties> columns(List<ColumnProperties> own) {
    YamlMapping selection = selection();
    List<ColumnProperties> columns = new ArrayList<>();
    Set<String> described = new TreeSet<>();
    own.forEach(column -> described.add(column.name()));
    Set<String> included = names(selection, INCLUDE);
    Set<String> excluded = names(selection, EXCLUDE);
    boolean all =
        selection == null
            || !selection.has(INCLUDE)
            || included.contains("*")
            || included.contains("all");
    for (ColumnProperties column : model.columns()) {
      boolean taken =
          (all || included.contains(column.name())) && !excluded.contains(column.name());
      if (taken && !described.contains(column.name())) {
        columns.add(column);
      }
    }
    columns.addAll(own);
    return List.copyOf(columns);
  }

  private @Nullable YamlMapping selection() {
    if (!(written.get(COLUMNS) instanceof YamlSequence list)) {
      return null;
    }
    List<YamlNode> selections =
        list.items().stream().filter(VersionProperties::isSelection).toList();
    if (selections.size() > 1) {
      problems.add(
          Problem.of("A version's columns can be included or excluded only once")
              .at(selections.get(1).place())
              .next("Join the two entries."));
    }
    return selections.isEmpty() ? null : (YamlMapping) selections.get(0);
  }

  private static Set<String> names(@Nullable YamlMapping selection, String key) {
    YamlNode value = selection == null ? null : selection.get(key);
    Set<String> names = new TreeSet<>();
    if (value instanceof YamlSequence list) {
      list.items().forEach(item -> names.add(String.valueOf(item.value())));
    } else if (value != null && value.value() != null) {
      names.add(String.valueOf(value.value()));
    }
    return names;
  }
}
