package io.tidemark.cli;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.compile.Compiler;
import io.tidemark.graph.compile.QueryComments;
import io.tidemark.graph.compile.Reading;
import io.tidemark.graph.select.Selectors;
import io.tidemark.project.Project;
import io.tidemark.project.profile.Output;
import io.tidemark.template.Invocation;
import io.tidemark.template.TemplateEngine;
import io.tidemark.template.TemplateLog;
import java.nio.file.Path;

/**
 * A project that was read and understood, without any database.
 *
 * @param project what was written
 * @param output the profile's output that is used
 * @param connections the profile's outputs, for sources in other databases
 * @param invocation this command
 * @param engine renders its templates
 * @param manifest its nodes and their order
 * @param compiler renders its models
 * @param comments what goes with its statements
 * @param targetPath where its artifacts go, absolute
 */
record LoadedProject(
    Project project,
    Output output,
    Connections connections,
    Invocation invocation,
    TemplateEngine engine,
    Manifest manifest,
    Compiler compiler,
    QueryComments comments,
    Path targetPath) {

  /** Its selectors. */
  Selectors selectors() {
    return Selectors.read(
        project.root(),
        TemplateEngine.valueRenderer(
            TemplateEngine.environment(), invocation, TemplateLog.silent(), false));
  }

  /** The same project, whose nodes read other rows or relations. */
  LoadedProject reading(Reading reading) {
    return with(manifest, compiler.reading(reading));
  }

  /** The same project, whose ephemeral models stay out of what reads them: none of it can run. */
  LoadedProject bare() {
    return with(manifest, compiler.bare());
  }

  /** The same project in a run: see {@link Manifest#inRun}. */
  LoadedProject inRun() {
    return with(manifest.inRun(), compiler);
  }

  private LoadedProject with(Manifest other, Compiler reader) {
    return new LoadedProject(
        project, output, connections, invocation, engine, other, reader, comments, targetPath);
  }

  /** Where it runs. */
  RunSite site() {
    return new RunSite(project.name(), project.root(), output);
  }
}
