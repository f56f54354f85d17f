package io.tidemark.graph;

import io.tidemark.graph.compile.AlreadyBuilt;
import io.tidemark.graph.compile.Compiler;
import io.tidemark.graph.read.ManifestBuilder;
import io.tidemark.jinja.Environment;
import io.tidemark.project.InstalledPackages;
import io.tidemark.project.Project;
import io.tidemark.project.ProjectOnDisk;
import io.tidemark.project.ProjectReader;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.template.Invocation;
import io.tidemark.template.MacroLibrary;
import io.tidemark.template.TemplateEngine;
import io.tidemark.template.TemplateLog;
import io.tidemark.template.Variables;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A project {@code shop} on disk, read as far as its manifest. */
public final class GraphProject {

  private final ProjectOnDisk files;

  public GraphProject(Path root) {
    this.files = new ProjectOnDisk(root).withProjectFile();
  }

  public GraphProject with(String path, String text) {
    files.with(path, text);
    return this;
  }

  public Manifest manifest() {
    return read().manifest();
  }

  public Node model(String name) {
    return manifest().node("model.shop." + name).orElseThrow();
  }

  /** A model's SQL, built from nothing. */
  public String compiled(String name) {
    return compiled("shop", name);
  }

  /** The same of a package's model. */
  public String compiled(String packageName, String name) {
    Read read = read();
    Node node = read.manifest().node("model." + packageName + "." + name).orElseThrow();
    return new Compiler(read.manifest(), read.engine()).compile(node, AlreadyBuilt.NOTHING).sql();
  }

  public String inline(String sql) {
    Read read = read();
    return new Compiler(read.manifest(), read.engine()).compileInline("inline query", sql);
  }

  /** What is to be told of its files. */
  public List<String> warnings() {
    return read().warnings();
  }

  private record Read(Manifest manifest, TemplateEngine engine, List<String> warnings) {}

  private Read read() {
    Project alone = ProjectReader.read(files.root(), ValueRenderer.identity());
    Project project =
        alone.with(
            InstalledPackages.read(
                alone, ValueRenderer.identity(), file -> ValueRenderer.identity()));
    Environment jinja = TemplateEngine.environment();
    Problems problems = new Problems();
    MacroLibrary macros = MacroLibrary.read(project, jinja, problems);
    problems.throwIfAny();
    Invocation invocation =
        new Invocation(
            "00000000-0000-0000-0000-000000000000",
            Instant.EPOCH,
            "shop",
            Map.of("name", "dev", "schema", "public", "database", "db"),
            new Variables(Map.of(), Map.of()),
            Map.of(),
            Map.of(),
            false);
    TemplateEngine engine = new TemplateEngine(jinja, invocation, macros, TemplateLog.silent());
    return new Read(
        new ManifestBuilder(project, engine, "db").build(),
        engine,
        project.warnings().stream().map(Problem::what).toList());
  }
}
