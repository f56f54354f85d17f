package io.tidemark.graph.read;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.DocsBlock;
import io.tidemark.graph.FreshnessRule;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.UnitTest;
import io.tidemark.project.Project;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.template.TemplateEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads everything that a package holds, several files at once. For one thread. */
final class PackageReader {

  private final Project project;
  private final Project owner;
  private final TemplateEngine engine;
  private final String database;
  private final Problems problems;

  /**
   * What was read, enabled or not; nothing depends on anything yet.
   *
   * @param nodes models, seeds, snapshots, analyses, functions and tests
   * @param hooks those of the run
   */
  record Read(
      List<Node> nodes,
      List<Node> hooks,
      List<SourceNode> sources,
      List<UnitTest> unitTests,
      List<Declaration> declarations,
      Map<String, DocsBlock> docs) {}

  /**
   * A reader.
   *
   * @param project the project that is run
   * @param owner the package that is read
   * @param database the target's database
   * @param problems is given everything that is wrong
   */
  PackageReader(
      Project project, Project owner, TemplateEngine engine, String database, Problems problems) {
    this.project = project;
    this.owner = owner;
    this.engine = engine;
    this.database = database;
    this.problems = problems;
  }

  Read read() {
    NodeReader reader = new NodeReader(project, owner, engine);
    PropertiesFiles files = new PropertiesFiles(owner);
    VersionedModels versions = new VersionedModels(owner, problems);
    FileDrafts drafts = new FileDrafts(owner, engine, versions);

    List<Node> described = new ArrayList<>();
    all(drafts.files(), file -> drafts.of(file).stream().map(reader::read).toList())
        .forEach(described::addAll);
    described.addAll(all(drafts.snapshotsOfProperties(files), reader::read));
    List<Node> nodes = settled(described, reader);
    List<SourceNode> sources = new SourceReader(project, owner, database).read(problems);
    sayUnknown(nodes);
    sources.stream().filter(one -> one.config().enabled()).forEach(this::sayUnanswerable);

    GenericTestReader tests =
        new GenericTestReader(
            owner, engine, reader, project.file().flag("require_generic_test_arguments_property"));
    List<Written> written = new ArrayList<>();
    for (TestTarget target : new TestTargets(owner, files, versions, nodes, sources).all()) {
      target.tests().forEach(test -> written.add(new Written(target, test)));
    }
    TestDeprecations deprecations = new TestDeprecations(nestedArguments());
    written.forEach(one -> deprecations.warn(one.target(), one.test().entry(), problems));
    List<Node> read = all(written, one -> tests.read(one.target(), one.test()));

    List<Node> models = nodes.stream().filter(node -> node.type() == ResourceType.MODEL).toList();
    List<UnitTest> unitTests = new UnitTestReader(project, owner, files).read(models, problems);
    List<Declaration> declarations =
        new DeclarationReader(project, owner, files, engine).read(problems);
    nodes.addAll(read);
    return new Read(
        nodes,
        new HookReader(owner, reader).read(problems),
        sources,
        unitTests,
        declarations,
        DocsReader.read(owner, problems));
  }

  private List<Node> settled(List<Node> nodes, NodeReader reader) {
    try {
      return new Namesakes(reader).settled(nodes);
    } catch (ProjectException e) {
      problems.add(e);
      return new ArrayList<>(nodes);
    }
  }

  /** PostgreSQL does not keep when a table was changed; dbt warns as well. */
  private void sayUnanswerable(SourceNode source) {
    FreshnessRule rule;
    try {
      rule = FreshnessRule.of(source).orElse(null);
    } catch (ProjectException toldByTheCommand) {
      return;
    }
    if (rule != null && rule.loadedAtField() == null && rule.loadedAtQuery() == null) {
      problems.warn(
          Problem.of(
                  "The freshness of the source %s.%s can't be computed"
                      .formatted(source.source().name(), source.name()))
              .at(source.table().place())
              .found("PostgreSQL keeps no time of a table's change.")
              .next("Add loaded_at_field: COLUMN, or loaded_at_query.")
              .named(WarningKind.FRESHNESS_CONFIG_PROBLEM));
    }
  }

  /** dbt's default since 1.11 is that a test's arguments stand below "arguments". */
  private boolean nestedArguments() {
    return !(project.file().flags().get("require_generic_test_arguments_property")
            instanceof YamlScalar flag
        && Boolean.FALSE.equals(flag.value()));
  }

  private record Written(TestTarget target, TestTarget.Written test) {}

  /** Applies a reader to all, on several threads; what can't be read is a problem and left out. */
  private <T, R> List<R> all(Collection<T> what, Function<T, R> reader) {
    record Outcome<R>(@Nullable R read, @Nullable ProjectException problem) {}
    List<R> results = new ArrayList<>();
    for (Outcome<R> outcome :
        what.parallelStream()
            .map(
                one -> {
                  try {
                    return new Outcome<>(reader.apply(one), null);
                  } catch (ProjectException e) {
                    return new Outcome<R>(null, e);
                  }
                })
            .toList()) {
      if (outcome.problem() != null) {
        problems.add(outcome.problem());
      } else if (outcome.read() != null) {
        results.add(outcome.read());
      }
    }
    return results;
  }

  /** Properties of snapshots, analyses and singular tests that are not there; dbt warns as well. */
  private void sayUnknown(List<Node> nodes) {
    Map<String, ResourceType> kinds = new LinkedHashMap<>();
    kinds.put("snapshots", ResourceType.SNAPSHOT);
    kinds.put("analyses", ResourceType.ANALYSIS);
    kinds.put("data_tests", ResourceType.TEST);
    kinds.put("functions", ResourceType.FUNCTION);
    kinds.forEach(
        (kind, type) -> {
          Set<String> known =
              nodes.stream()
                  .filter(node -> node.type() == type)
                  .map(Node::name)
                  .collect(Collectors.toSet());
          for (NodeProperties one : owner.properties().nodes(kind).values()) {
            if (!known.contains(one.name())) {
              problems.warn(
                  Problem.of("There is no %s \"%s\"".formatted(type.shownName(), one.name()))
                      .at(one.place())
                      .found(NearestName.question(one.name(), known).orElse(null))
                      .next("Correct the name or remove the entry; it has no effect.")
                      .named(WarningKind.NO_NODE_FOR_YAML_KEY));
            }
          }
        });
  }
}
