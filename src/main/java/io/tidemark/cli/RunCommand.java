package io.tidemark.cli;

import io.tidemark.report.console.Console;
import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Job;
import io.tidemark.schedule.Jobs;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark run}. */
@Command(
    name = "run",
    header = "Run the project's models, in their order.",
    description = {
      "",
      "Each model becomes a view, a table, or (incremental) is loaded in committed chunks. A model"
          + " whose upstream fails is skipped; all others are still run.",
      "What a killed or failed run has left of an increment is finished first, before a new one is"
          + " computed.",
      ""
    })
final class RunCommand extends NodesCommand {

  @Option(
      names = {"-f", "--full-refresh"},
      description = "Build incremental models anew; an unfinished increment is discarded.")
  boolean fullRefresh;

  @Mixin RowOptions rows = new RowOptions();

  @Mixin EventTimeOptions eventTimes = new EventTimeOptions();

  @Mixin JobOptions job = new JobOptions();

  @Override
  int run(Console console) {
    WarmUp warmUp = WarmUp.start();
    if (job.job != null) {
      return runJob(job.job, console, warmUp);
    }
    job.refuseAlone();
    RunArguments arguments =
        arguments(
            RunKind.RUN, fullRefresh, eventTimes.checked(surroundings().clock().instant()), rows);
    return run(arguments, console, warmUp);
  }

  private int runJob(String name, Console console, WarmUp warmUp) {
    job.refuseBeside(spec.commandLine().getParseResult());
    RunSite site = loader(console).site(VarsOption.parse(options().vars));
    Jobs jobs = JobFiles.read(site.root());
    Job found = jobs.named(name);
    JobIntervals intervals = new JobIntervals(found, surroundings().clock().instant());
    // What is wrong with the date is told before anything is started.
    List<DataInterval> named = job.date == null ? List.of() : List.of(intervals.named(job.date));
    JobLaunchOptions launch =
        new JobLaunchOptions(job.params, null, null, lock.patience(), job.skipIfRunning);
    warmUp.await();
    return new JobLaunch(this, console, site, jobs)
        .run(found, known -> named.isEmpty() ? intervals.missing(known) : named, launch);
  }
}
