package io.tidemark.graph.read;

import io.tidemark.graph.CalledTest;
import io.tidemark.graph.Defaults;
import io.tidemark.graph.Draft;
import io.tidemark.graph.ModelValues;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.postgres.Identifier;
import io.tidemark.project.Project;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.Checksum;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.template.Macro;
import io.tidemark.template.ParsedModel;
import io.tidemark.template.RefCall;
import io.tidemark.template.SourceCall;
import io.tidemark.template.TemplateEngine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes nodes of the generic tests that stand in a package's properties files. Thread-safe. */
final class GenericTestReader {

  private static final Checksum NO_CHECKSUM = new Checksum("none", "");

  /** dbt's own tests, whose macros read nothing but what they are given, and their arguments. */
  private static final Map<String, Set<String>> WITHOUT_SURPRISES =
      Map.of(
          "unique",
          Set.of("model", "column_name"),
          "not_null",
          Set.of("model", "column_name"),
          "accepted_values",
          Set.of("model", "column_name", "values", "quote"),
          "relationships",
          Set.of("model", "column_name", "to", "field"));

  /** Those that dbt does not render while it reads: what they call comes with compiling. */
  private static final Set<String> STATICALLY = Set.of("unique", "not_null");

  private static final String WHERE = "get_where_subquery";
  private static final String OWN_WHERE = "macro.dbt." + WHERE;

  private static final String MACRO_PREFIX = "test_";

  private final Project owner;
  private final TemplateEngine engine;
  private final NodeReader nodes;
  private final ValueRenderer values;
  private final boolean nested;

  /**
   * A reader.
   *
   * @param nested whether arguments stand below {@code arguments:}, as the project's flag says
   */
  GenericTestReader(Project owner, TemplateEngine engine, NodeReader nodes, boolean nested) {
    this.nested = nested;
    this.owner = owner;
    this.engine = engine;
    this.nodes = nodes;
    this.values = engine.values(owner.name());
  }

  /**
   * Reads a test.
   *
   * @throws io.tidemark.project.problem.ProjectException where it is wrong
   */
  Node read(TestTarget target, TestTarget.Written written) {
    TestEntry entry = TestEntry.read(written.entry(), values, nested);
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    String column = column(written);
    if (column != null) {
      arguments.put(TestEntry.COLUMN_NAME, column);
    }
    arguments.putAll(entry.arguments());
    if (column != null && !entry.namesColumn()) {
      // As in dbt what is written beside the test's arguments is not what its column is called.
      arguments.put(TestEntry.COLUMN_NAME, column);
    }
    arguments.put("model", "{{ " + WHERE + "(" + target.call() + ") }}");

    Map<String, ConfigValue> config = new LinkedHashMap<>(entry.config());
    TestName names = names(target, entry, arguments);
    if (!names.shortName().equals(names.fullName())) {
      config.putIfAbsent("alias", new ConfigValue(names.shortName(), null));
    }
    NodeDetail.GenericTest detail =
        new NodeDetail.GenericTest(
            entry.test(),
            names.shortName(),
            entry.description(),
            entry.namespace(),
            arguments,
            column,
            target.attached() == null ? null : target.attached().uniqueId(),
            target.fileKeyName(),
            inheritedTags(target, written.column(), config),
            target.attached() == null ? null : target.attached().group(),
            entry.place());
    checkMacro(entry);
    String hash = TestName.hash(names.fullName(), entry.test(), entry.namespace(), arguments);
    Draft draft =
        new Draft(
            ResourceType.TEST,
            "test." + owner.name() + "." + names.fullName() + "." + hash,
            owner.name(),
            names.fullName(),
            fqn(target.file(), names.fullName()),
            file(target.file(), entry, config),
            Defaults.of(ResourceType.TEST),
            List.of(),
            null,
            detail);
    return nodes.read(draft, general -> parse(target, draft, detail, config, general));
  }

  /** While the project is read, what is not there would be called in silence. */
  private void checkMacro(TestEntry entry) {
    if (engine.testMacro(entry.namespace(), entry.test(), owner.name()).isPresent()) {
      return;
    }
    String prefix = entry.namespace() == null ? "" : entry.namespace() + ".";
    List<String> known =
        engine.macros().all().stream()
            .map(Macro::name)
            .filter(name -> name.startsWith(MACRO_PREFIX))
            .map(name -> name.substring(MACRO_PREFIX.length()))
            .distinct()
            .toList();
    if (entry.namespace() == null && known.contains(entry.test())) {
      return;
    }
    throw new ProjectException(
        Problem.of("There is no generic test \"" + prefix + entry.test() + "\"")
            .at(entry.place())
            .found(NearestName.question(entry.test(), known).orElse(null))
            .next(
                "Write {% test "
                    + entry.test()
                    + "(model) %} into tests/generic, or install the package that has it."));
  }

  private static TestName names(
      TestTarget target, TestEntry entry, Map<String, @Nullable Object> arguments) {
    if (entry.name() != null) {
      return new TestName(entry.name(), entry.name());
    }
    String prefix =
        (entry.namespace() == null ? "" : entry.namespace() + "_")
            + (target.source() == null ? "" : "source_");
    return TestName.of(prefix + entry.test(), target.name(), arguments);
  }

  private static @Nullable String column(TestTarget.Written written) {
    ColumnProperties column = written.column();
    if (column == null) {
      return null;
    }
    return written.quoted() ? new Identifier(column.name()).sql() : column.name();
  }

  /** dbt leaves out the first folder, whatever the search path is; the one of "./" is none. */
  private List<String> fqn(SourceFile file, String name) {
    List<String> parts =
        Arrays.stream(file.path().split("/", -1))
            .filter(part -> !part.isEmpty() && !part.equals("."))
            .toList();
    List<String> fqn = new ArrayList<>();
    fqn.add(owner.name());
    if (parts.size() > 2) {
      fqn.addAll(parts.subList(1, parts.size() - 1));
    }
    fqn.add(name);
    return fqn;
  }

  /** Its tags are not of its configuration, as in dbt; its own stand among them. */
  private static List<String> inheritedTags(
      TestTarget target, @Nullable ColumnProperties column, Map<String, ConfigValue> config) {
    Set<String> tags = new TreeSet<>(target.tags());
    if (column != null) {
      tags.addAll(column.tags());
    }
    if (config.containsKey("tags")) {
      tags.addAll(NodeConfig.merge(List.of(new ConfigLayer(ConfigOrigin.IN_FILE, config))).tags());
    }
    return List.copyOf(tags);
  }

  private static SourceFile file(
      SourceFile properties, TestEntry entry, Map<String, ConfigValue> config) {
    String macro =
        (entry.namespace() == null ? "" : entry.namespace() + ".") + "test_" + entry.test();
    String code = "{{ " + macro + "(**" + TemplateEngine.TEST_ARGUMENTS + ") }}" + call(config);
    return new SourceFile(
        FileKind.PROPERTIES,
        properties.path(),
        properties.searchPath(),
        properties.absolutePath(),
        SourceText.of(properties.source().file(), code),
        NO_CHECKSUM);
  }

  /** The configuration as a call, as it stands in dbt's artifacts. */
  private static String call(Map<String, ConfigValue> config) {
    if (config.isEmpty()) {
      return "";
    }
    Map<String, ConfigValue> ordered = new LinkedHashMap<>();
    // The alias of a long name is dbt's own, and comes last.
    TestEntry.CONFIG_KEYS.stream()
        .filter(key -> config.containsKey(key) && !key.equals("alias"))
        .forEach(key -> ordered.put(key, config.get(key)));
    config.forEach(ordered::putIfAbsent);
    return ordered.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + literal(entry.getValue().value()))
        .collect(Collectors.joining(",", "{{ config(", ") }}"));
  }

  private static String literal(@Nullable Object value) {
    return value instanceof String text
        ? "\"" + text.replace("\"", "\\\"") + "\""
        : PythonText.str(value);
  }

  private ParsedModel parse(
      TestTarget target,
      Draft draft,
      NodeDetail.GenericTest detail,
      Map<String, ConfigValue> config,
      NodeConfig general) {
    ConfigLayer configured = new ConfigLayer(ConfigOrigin.IN_FILE, config);
    Optional<String> asked = engine.testMacro(detail.namespace(), detail.name(), owner.name());
    String macro = asked.orElse(null);
    // As in dbt, which asks by the name alone, whatever package is named.
    Optional<String> named = engine.testMacro(null, detail.name(), owner.name()).or(() -> asked);
    boolean known =
        macro != null
            && macro.equals("macro.dbt.test_" + detail.name())
            && WITHOUT_SURPRISES.containsKey(detail.name())
            && WITHOUT_SURPRISES.get(detail.name()).containsAll(detail.kwargs().keySet());
    // Only a macro of somebody else's can configure the test or read more than its arguments do.
    boolean body = !known && isSeen(asked, named);
    ParsedModel parsed;
    try {
      parsed =
          engine
              .firstRendering()
              .test(
                  draft.file(),
                  owner.name(),
                  general,
                  ModelValues.of(draft, general),
                  detail.kwargs(),
                  target.call(),
                  body);
    } catch (ProjectException e) {
      throw CalledTest.located(e, draft.file(), detail.place());
    }
    Set<String> macros = new LinkedHashSet<>();
    named.ifPresent(macros::add);
    if (!(known && STATICALLY.contains(detail.name()))) {
      macros.add(engine.macros().find(WHERE, owner.name()).map(Macro::uniqueId).orElse(OWN_WHERE));
    }
    macros.addAll(noted(parsed.macros(), named.orElse(null)));
    List<ConfigLayer> layers = new ArrayList<>();
    layers.add(configured);
    layers.addAll(parsed.configs());
    return new ParsedModel(
        layers,
        withTarget(parsed.refs(), target.ref(), body, GenericTestReader::isTarget),
        withTarget(parsed.sources(), target.source(), body, GenericTestReader::isTarget),
        parsed.functions(),
        macros,
        Set.of(),
        parsed.metrics());
  }

  /**
   * Whether the macro that is called is known while the project is read. To dbt only the macro that
   * it found by the name alone is, with what that one calls.
   */
  private boolean isSeen(Optional<String> called, Optional<String> named) {
    // What a macro calls is found by reading its text; nearly always the two are one.
    if (called.isEmpty() || called.equals(named) || named.isEmpty()) {
      return true;
    }
    return behind(named.get()).contains(called.get());
  }

  /** Of the macros that were called those that dbt knows then: it has forgotten all others. */
  private Set<String> noted(Set<String> called, @Nullable String named) {
    if (called.isEmpty() || named == null) {
      return called;
    }
    Set<String> noted = new LinkedHashSet<>(called);
    noted.retainAll(behind(named));
    return noted;
  }

  /** A macro with all that it calls, and what these call. */
  private Set<String> behind(String uniqueId) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(uniqueId));
    while (!left.isEmpty()) {
      String[] id = left.pop().split("\\.", 3);
      if (id.length == 3 && seen.add(String.join(".", id))) {
        engine
            .macros()
            .inPackage(id[1], id[2])
            .ifPresent(macro -> left.addAll(engine.macros().dependsOn(macro)));
      }
    }
    return seen;
  }

  /**
   * In dbt's order: what the arguments refer to, the target, what the macro refers to.
   *
   * @param called whether the target is among the calls
   */
  private static <T> List<T> withTarget(
      List<T> calls, @Nullable T own, boolean called, BiPredicate<T, T> same) {
    if (own == null) {
      return calls;
    }
    List<T> all = new ArrayList<>();
    calls.forEach(call -> all.add(same.test(call, own) ? own : call));
    if (!called || !all.contains(own)) {
      all.add(own);
    }
    return all;
  }

  private static boolean isTarget(RefCall call, RefCall own) {
    return call.name().equals(own.name())
        && Objects.equals(call.version(), own.version())
        && call.packageName() == null;
  }

  private static boolean isTarget(SourceCall call, SourceCall own) {
    return call.source().equals(own.source()) && call.table().equals(own.table());
  }
}
