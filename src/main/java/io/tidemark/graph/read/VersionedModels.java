package io.tidemark.graph.read;

import io.tidemark.graph.ModelVersions;
import io.tidemark.graph.NodeDetail;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.project.Project;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a package hold which versions of its models: {@code orders_v2.sql} the version 2
 * of {@code orders}, unless {@code defined_in} says another; the latest may be in {@code
 * orders.sql}. Immutable.
 */
final class VersionedModels {

  private final Map<String, Version> byFile = new HashMap<>();
  private final Map<String, List<Version>> byModel = new LinkedHashMap<>();

  /**
   * A version.
   *
   * @param properties what is said of it: the model's properties with its own over them
   * @param version a text or a number
   * @param latest the version that a {@code ref} without one means
   * @param file the name of its file
   */
  record Version(NodeProperties properties, Object version, Object latest, String file) {

    /** {@code v2}. */
    String shown() {
      return "v" + PythonText.str(version);
    }

    NodeDetail.Model detail() {
      YamlNode date = properties.mapping().get("deprecation_date");
      return new NodeDetail.Model(
          version,
          latest,
          NodeDetail.Model.PLAIN.access(),
          date == null || date.value() == null ? null : String.valueOf(date.value()));
    }
  }

  /**
   * Reads the versions of a package's models.
   *
   * @param problems is given what is wrong with them
   */
  VersionedModels(Project owner, Problems problems) {
    Set<String> files =
        owner.files().of(FileKind.MODEL).stream().map(SourceFile::name).collect(Collectors.toSet());
    for (NodeProperties model : owner.properties().models().values()) {
      if (!model.versions().isEmpty()) {
        read(model, files, problems);
      }
    }
  }

  /** The version that a file holds; null where it holds a model without versions. */
  @Nullable Version of(String fileName) {
    return byFile.get(fileName);
  }

  /** The versions of a model in the order in which they are written; none where it has none. */
  List<Version> versionsOf(String model) {
    return byModel.getOrDefault(model, List.of());
  }

  private void read(NodeProperties model, Set<String> files, Problems problems) {
    List<Object> known = new ArrayList<>();
    for (YamlMapping one : model.versions()) {
      Object v = one.get("v") == null ? null : one.get("v").value();
      if (v instanceof String || v instanceof Number) {
        known.add(v);
      } else {
        problems.add(
            Problem.of("A version of the model " + model.name() + " has no \"v\"")
                .at(one.place())
                .next("Write \"- v: 1\"."));
      }
    }
    if (known.size() != model.versions().size()) {
      return;
    }
    YamlNode written = model.latestVersion();
    Object latest = written == null || written.value() == null ? greatest(known) : written.value();
    if (known.stream().noneMatch(v -> same(v, latest))) {
      problems.add(
          Problem.of("The model " + model.name() + " has no version " + PythonText.str(latest))
              .at(written == null ? model.place() : written.place())
              .found("Its versions are: " + shown(known) + ".")
              .next("Correct latest_version."));
    }
    for (int i = 0; i < known.size(); i++) {
      add(model, model.versions().get(i), known.get(i), latest, files, problems);
    }
  }

  private void add(
      NodeProperties model,
      YamlMapping written,
      Object v,
      Object latest,
      Set<String> files,
      Problems problems) {
    YamlNode definedIn = written.get("defined_in");
    String file =
        definedIn != null && definedIn.value() instanceof String text
            ? text
            : model.name() + "_v" + PythonText.str(v);
    if (!files.contains(file) && same(v, latest) && files.contains(model.name())) {
      file = model.name();
    }
    if (!files.contains(file)) {
      problems.warn(
          Problem.of("There is no model file \"" + file + "\"")
              .at(definedIn == null ? written.place() : definedIn.place())
              .found(NearestName.question(file, files).orElse(null))
              .next("Write it, or take this version away; it has no effect.")
              .named(WarningKind.NO_NODE_FOR_YAML_KEY));
      return;
    }
    Version version =
        new Version(new VersionProperties(model, written, problems).merged(), v, latest, file);
    Version first = byFile.putIfAbsent(file, version);
    if (first != null) {
      problems.add(
          Problem.of("Two versions of the model " + model.name() + " are in one file, " + file)
              .at(written.place())
              .next("Give each a file of its own, or say with \"defined_in\" which it has."));
    }
    byModel.computeIfAbsent(model.name(), any -> new ArrayList<>()).add(version);
  }

  private static Object greatest(List<Object> known) {
    return known.stream()
        .max((a, b) -> ModelVersions.compare(a.toString(), b.toString()))
        .orElseThrow();
  }

  private static boolean same(Object a, Object b) {
    return PythonText.str(a).equals(PythonText.str(b));
  }

  private static String shown(List<Object> versions) {
    return versions.stream().map(PythonText::str).collect(Collectors.joining(", "));
  }
}
