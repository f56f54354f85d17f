package io.tidemark.project;

import io.tidemark.project.config.ConfigTree;
import io.tidemark.project.config.Quoting;
import io.tidemark.project.file.SearchPaths;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.shape.ShapeCheck;
import io.tidemark.project.shape.Shapes;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rendered {@code dbt_project.yml} into its typed form; finds all problems. */
final class ProjectFileReader {

  /** What stands in for a name that is missing, so that reading goes on; never returned. */
  private static final String NO_NAME = "unnamed";

  private static final List<String> SECTIONS =
      List.of(
          "models",
          "seeds",
          "snapshots",
          "sources",
          "data_tests",
          "tests",
          "unit_tests",
          "exposures",
          "analyses",
          "metrics",
          "semantic-models",
          "saved-queries",
          "functions");

  private static final List<String> OTHER_KEYS =
      List.of(
          "name",
          "version",
          "config-version",
          "profile",
          "model-paths",
          "seed-paths",
          "test-paths",
          "analysis-paths",
          "macro-paths",
          "snapshot-paths",
          "docs-paths",
          "asset-paths",
          "function-paths",
          "source-paths",
          "data-paths",
          "target-path",
          "log-path",
          "packages-install-path",
          "clean-targets",
          "query-comment",
          "require-dbt-version",
          "vars",
          "on-run-start",
          "on-run-end",
          "dispatch",
          "quoting",
          "flags",
          "restrict-access",
          "dbt-cloud",
          "packages",
          "project-root",
          "anchors");

  private static final Pattern VERSION =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?)?");

  private final YamlMapping mapping;
  private final YamlFields fields;
  private final Problems all;

  /** What is found beside the wrong types, which have been told already. */
  private final Problems problems = new Problems();

  ProjectFileReader(YamlMapping mapping, Problems all) {
    this.mapping = mapping;
    this.fields = new YamlFields(mapping, problems);
    this.all = all;
  }

  /** The file; only good where the collector has no errors afterwards. */
  ProjectFile read() {
    Problems shape = new Problems();
    new ShapeCheck(shape)
        .check(
            ProjectDirectory.PROJECT_FILE,
            Objects.requireNonNull(Shapes.ofProject("project")),
            mapping);
    ProjectFile file = readParts();
    all.addAll(shape);
    all.addAll(problems.beside(shape));
    return file;
  }

  private ProjectFile readParts() {
    checkConfigVersion();
    refuseUnknownKeys();
    checkVersion();
    checkCloud();
    warnOfFolder("log-path", "logs", "--log-path", WarningKind.CONFIG_LOG_PATH);
    warnOfFolder("target-path", "target", "--target-path", WarningKind.CONFIG_TARGET_PATH);
    String targetPath = fields.text("target-path", "target");
    return new ProjectFile(
        name(),
        fields.text("version"),
        fields.text("profile"),
        searchPaths(),
        fields.texts("asset-paths"),
        targetPath,
        fields.text("log-path", "logs"),
        fields.text("packages-install-path", "dbt_packages"),
        paths("clean-targets", targetPath),
        QueryCommentReader.read(mapping.get("query-comment"), problems),
        requirements(),
        emptyIfMissing("vars"),
        sections(),
        hooks("on-run-start"),
        hooks("on-run-end"),
        dispatch(),
        Quoting.of(fields.mapping("quoting"), problems),
        emptyIfMissing("flags"),
        mapping);
  }

  private String name() {
    String name = fields.text("name");
    if (name == null) {
      fields.missing(
          "%s has no \"name\"".formatted(ProjectDirectory.PROJECT_FILE),
          "Add \"name: my_project\": letters, digits and underscores.");
      return NO_NAME;
    }
    Place place = mapping.get("name") instanceof YamlScalar scalar ? scalar.place() : null;
    ProjectName.problemWith(name).ifPresent(problem -> problems.add(problem.at(place)));
    return name;
  }

  private void checkConfigVersion() {
    Integer version = fields.integer("config-version", 0, Integer.MAX_VALUE);
    if (version != null && version != 2) {
      problems.add(
          Problem.of("This config-version is not supported")
              .at(mapping.placeOf("config-version"))
              .found("Found %d. Allowed: 2.".formatted(version))
              .next("Write \"config-version: 2\", or remove the line."));
    }
  }

  /** As dbt has it, the folders of what is written are a matter of who runs it. */
  private void warnOfFolder(String key, String byDefault, String option, WarningKind kind) {
    YamlNode written = mapping.get(key);
    if (written == null || byDefault.equals(written.value())) {
      return;
    }
    problems.warn(
        Problem.of("The `%s` config in `dbt_project.yml` has been deprecated".formatted(key))
            .at(written.place())
            .next(
                "Give %s, or set %s; without either it is \"%s\"."
                    .formatted(
                        option, "DBT_" + key.replace('-', '_').toUpperCase(Locale.ROOT), byDefault))
            .named(kind));
  }

  private SearchPaths searchPaths() {
    List<String> models =
        renamedPaths("model-paths", "source-paths", "models", WarningKind.CONFIG_SOURCE_PATH);
    List<String> seeds =
        renamedPaths("seed-paths", "data-paths", "seeds", WarningKind.CONFIG_DATA_PATH);
    List<String> snapshots = paths("snapshot-paths", "snapshots");
    List<String> macros = paths("macro-paths", "macros");
    List<String> tests = paths("test-paths", "tests");
    List<String> analyses = paths("analysis-paths", "analyses");
    List<String> functions = paths("function-paths", "functions");
    SearchPaths sources =
        new SearchPaths(models, seeds, snapshots, macros, tests, analyses, functions, List.of());
    List<String> docs =
        fields.get("docs-paths") == null
            ? List.copyOf(sources.sources())
            : fields.texts("docs-paths");
    return new SearchPaths(models, seeds, snapshots, macros, tests, analyses, functions, docs);
  }

  private List<String> paths(String key, String whenMissing) {
    return fields.get(key) == null ? List.of(whenMissing) : fields.texts(key);
  }

  private List<String> renamedPaths(
      String key, String oldKey, String whenMissing, WarningKind kind) {
    if (fields.get(oldKey) == null) {
      return paths(key, whenMissing);
    }
    if (fields.get(key) != null) {
      problems.add(
          Problem.of("\"%s\" and \"%s\" are the same setting".formatted(oldKey, key))
              .at(mapping.placeOf(oldKey))
              .at(mapping.placeOf(key))
              .next("Remove \"%s\", its old name.".formatted(oldKey)));
      return fields.texts(key);
    }
    problems.warn(
        Problem.of("The `%s` config has been renamed to `%s`".formatted(oldKey, key))
            .at(mapping.placeOf(oldKey))
            .next("Rename it to \"%s\".".formatted(key))
            .named(kind));
    return fields.texts(oldKey);
  }

  private List<String> requirements() {
    return fields.texts("require-dbt-version").stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private YamlMapping emptyIfMissing(String key) {
    YamlMapping found = fields.mapping(key);
    return found == null ? YamlMapping.empty(mapping.placeOf(key)) : found;
  }

  private Map<String, ConfigTree> sections() {
    Map<String, ConfigTree> sections = new LinkedHashMap<>();
    for (String key : SECTIONS) {
      YamlMapping section = fields.mapping(key);
      if (section != null) {
        sections.put(key, new ConfigTree(section));
      }
    }
    ConfigTree tests = sections.remove("tests");
    if (tests != null && sections.putIfAbsent("data_tests", tests) != null) {
      problems.add(
          Problem.of("\"tests\" and \"data_tests\" are the same section")
              .at(mapping.placeOf("tests"))
              .at(mapping.placeOf("data_tests"))
              .next("Remove \"tests\", its old name."));
    }
    return sections;
  }

  private List<RunHook> hooks(String key) {
    List<RunHook> hooks = new ArrayList<>();
    YamlNode node = fields.get(key);
    List<YamlNode> items =
        node == null
            ? List.of()
            : node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
    for (YamlNode item : items) {
      if (item instanceof YamlScalar scalar && scalar.value() instanceof String sql) {
        hooks.add(new RunHook(sql, scalar.place()));
      } else {
        problems.add(
            Problem.of("\"%s\" must be SQL text or a list of SQL texts".formatted(key))
                .at(item.place())
                .found("Found %s.".formatted(item.description())));
      }
    }
    return hooks;
  }

  private List<Dispatch> dispatch() {
    List<Dispatch> dispatch = new ArrayList<>();
    for (YamlMapping entry : fields.mappings("dispatch")) {
      YamlFields one = new YamlFields(entry, problems);
      String namespace = one.text("macro_namespace");
      if (namespace == null || one.get("search_order") == null) {
        one.missing(
            "An entry of \"dispatch\" needs \"macro_namespace\" and \"search_order\"",
            "For example: {macro_namespace: dbt_utils, search_order: [my_project, dbt_utils]}");
      } else {
        dispatch.add(new Dispatch(namespace, one.texts("search_order")));
      }
    }
    return dispatch;
  }

  /** As in dbt: what would have no effect is an error. */
  private void refuseUnknownKeys() {
    List<String> known = new ArrayList<>(SECTIONS);
    known.addAll(OTHER_KEYS);
    for (YamlEntry entry : mapping.entries()) {
      if (!known.contains(entry.name())) {
        problems.add(
            Problem.of(
                    "Additional properties are not allowed: \"%s\" is no key of dbt_project.yml"
                        .formatted(entry.name()))
                .at(entry.place())
                .found(misspelling(entry.name(), known))
                .next("Correct or remove it; values of your own belong under \"vars:\"."));
      }
    }
  }

  /** dbt reads it, though it has no use for it. */
  private void checkVersion() {
    YamlNode version = mapping.get("version");
    if (version != null
        && version.value() instanceof String text
        && !VERSION.matcher(text).matches()) {
      problems.add(
          Problem.of("The project's version is none")
              .at(version.place())
              .found("Found \"%s\".".formatted(text))
              .next("Write for example \"version: 1.0.0\", or remove the line."));
    }
  }

  private void checkCloud() {
    YamlNode cloud = mapping.get("dbt-cloud");
    if (cloud != null && cloud.value() != null && !(cloud instanceof YamlMapping)) {
      problems.add(
          Problem.of("\"dbt-cloud\" must be a mapping")
              .at(cloud.place())
              .found("Found %s.".formatted(cloud.description()))
              .next("Write for example \"dbt-cloud: {project-id: 1}\", or remove it."));
    }
  }

  private static @Nullable String misspelling(String key, List<String> known) {
    return NearestName.question(key.replace('_', '-'), known).orElse(null);
  }
}
