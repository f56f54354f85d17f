package io.tidemark.cli;

import io.tidemark.graph.BuildOrder;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.materialization.DataTestSettings;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.properties.MacroProperties;
import io.tidemark.report.artifact.EarlierRun;
import io.tidemark.report.artifact.GraphSummary;
import io.tidemark.report.artifact.InvocationFacts;
import io.tidemark.report.artifact.ManifestArtifact;
import io.tidemark.report.artifact.ManifestInput;
import io.tidemark.report.artifact.ManifestInput.CompiledModel;
import io.tidemark.report.artifact.ManifestInput.MacroArgument;
import io.tidemark.report.artifact.ManifestInput.MacroFacts;
import io.tidemark.report.artifact.SemanticManifest;
import io.tidemark.report.console.SecretMask;
import io.tidemark.template.Invocation;
import io.tidemark.template.Macro;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes {@code manifest.json}. */
final class ManifestFile {

  private ManifestFile() {}

  static void write(
      LoadedProject project, OutputFiles files, InvocationFacts facts, CompiledSql compiled) {
    write(project, files, facts, compiled, () -> macros(project));
  }

  /**
   * As the other.
   *
   * @param macros gives {@link #macros}
   */
  static void write(
      LoadedProject project,
      OutputFiles files,
      InvocationFacts facts,
      CompiledSql compiled,
      Supplier<List<MacroFacts>> macros) {
    if (!Boolean.FALSE.equals(project.invocation().flags().get("WRITE_JSON"))) {
      try {
        ManifestInput input = input(project, files, facts, compiled, macros.get());
        new ManifestArtifact(input).write(files.file(ManifestArtifact.FILE_NAME));
        new GraphSummary(
                project.manifest(), BuildOrder.of(project.manifest()), facts.invocationId())
            .write(files.file(GraphSummary.FILE_NAME));
        new SemanticManifest(input).write(files.file(SemanticManifest.FILE_NAME));
      } catch (IOException e) {
        throw files.unwritable(e);
      }
    }
  }

  /** What another run has left in a directory, beside the project as it is now. */
  static EarlierRun earlier(LoadedProject project, Path directory) {
    Invocation invocation = project.invocation();
    InvocationFacts facts =
        new InvocationFacts(
            invocation.id(),
            invocation.startedAt(),
            invocation.startedAt(),
            invocation.environment(),
            new SecretMask(invocation.environment(), List.of()));
    OutputFiles files = OutputFiles.of(project);
    return new EarlierRun(
        directory,
        project.targetPath(),
        () ->
            new ManifestArtifact(
                    input(project, files, facts, new CompiledSql(project, files), macros(project)))
                .tree(),
        invocation.startedAt(),
        project.project().file().comparesTemplates());
  }

  /** What it says of macros, which a run does not change. */
  static List<MacroFacts> macros(LoadedProject project) {
    return project.engine().macros().all().stream().map(macro -> macro(macro, project)).toList();
  }

  private static ManifestInput input(
      LoadedProject project,
      OutputFiles files,
      InvocationFacts facts,
      CompiledSql compiled,
      List<MacroFacts> macros) {
    Map<String, CompiledModel> models = new LinkedHashMap<>();
    compiled
        .all()
        .forEach(
            (node, one) -> {
              Map<String, String> ctes = new LinkedHashMap<>();
              one.ephemerals().forEach((read, sql) -> ctes.put(read.uniqueId(), sql));
              String path = CompiledPaths.written(node, one.sql());
              models.put(
                  node.uniqueId(),
                  new CompiledModel(
                      one.sql(),
                      path == null ? null : files.display(path),
                      ctes,
                      List.copyOf(one.macros()),
                      kept(node, project)));
            });
    Map<String, String> built = new LinkedHashMap<>();
    compiled.built().forEach((node, path) -> built.put(node.uniqueId(), files.display(path)));
    return new ManifestInput(
        facts,
        project.manifest(),
        macros,
        models,
        built,
        project.invocation().quoting(),
        project.compiler()::foreignKeyTarget,
        project.compiler().descriptions(),
        project.selectors().entries());
  }

  /** Where a test's failures are that the command keeps. */
  private static @Nullable String kept(Node node, LoadedProject project) {
    boolean asked = Boolean.TRUE.equals(project.invocation().flags().get("STORE_FAILURES"));
    return node.type() == ResourceType.TEST
            && new DataTestSettings(node.config()).stored(asked).isPresent()
        ? node.relation().writtenSql()
        : null;
  }

  private static MacroFacts macro(Macro macro, LoadedProject project) {
    MacroProperties described =
        project
            .project()
            .packageOf(macro.packageName())
            .map(owner -> owner.properties().macros().get(macro.name()))
            .orElse(null);
    return new MacroFacts(
        macro.uniqueId(),
        macro.name(),
        macro.packageName(),
        macro.path(),
        macro.source(),
        described == null
            ? ""
            : project.compiler().descriptions().of(described.description(), macro.packageName()),
        described == null ? null : macro.packageName() + "://" + inPackage(described, project),
        described == null || described.arguments().isEmpty()
            ? defined(macro, project)
            : arguments(described, macro, project),
        project.engine().macros().dependsOn(macro),
        configured(described, "meta"),
        configured(described, "docs"),
        macro.languages());
  }

  private static Map<?, ?> configured(@Nullable MacroProperties described, String key) {
    ConfigValue value = described == null ? null : described.config().values().get(key);
    return value != null && value.value() instanceof Map<?, ?> map ? map : Map.of();
  }

  /**
   * As in dbt those of the definition, where the project wants them to be known; not of tests,
   * unless they stand among the macros.
   */
  private static List<MacroArgument> defined(Macro macro, LoadedProject project) {
    boolean test =
        project.project().packageOf(macro.packageName()).stream()
            .flatMap(owner -> owner.files().of(FileKind.GENERIC_TEST).stream())
            .anyMatch(file -> file.path().equals(macro.path()));
    return MacroAnnotations.asked(project.project()) && !test
        ? macro.block().arguments().stream().map(name -> new MacroArgument(name, null, "")).toList()
        : List.of();
  }

  private static List<MacroArgument> arguments(
      MacroProperties described, Macro macro, LoadedProject project) {
    return described.arguments().stream()
        .map(
            one ->
                new MacroArgument(
                    one.name(),
                    one.type(),
                    project.compiler().descriptions().of(one.description(), macro.packageName())))
        .toList();
  }

  /** The path of a properties file without the folder in which its package is installed. */
  private static String inPackage(MacroProperties described, LoadedProject project) {
    String shown = described.place().file();
    String installed = project.project().file().packagesInstallPath() + "/";
    return shown.startsWith(installed)
        ? shown.substring(shown.indexOf('/', installed.length()) + 1)
        : shown;
  }
}
