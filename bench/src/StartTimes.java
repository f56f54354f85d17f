import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How long the commands take that have nothing to do but start. */
final class StartTimes {

  private static final int MODELS = 500;

  private final Tidemark tidemark;
  private final Path project;
  private final Options options;

  StartTimes(Tidemark tidemark, Path project, Options options) {
    this.tidemark = tidemark;
    this.project = project;
    this.options = options;
  }

  void measure() throws Exception {
    Path many = manyModels();
    System.out.println("| command | clock, s | processor, s |\n| --- | --- | --- |");
    row("--help", many, List.of("--help"));
    row("ls, " + MODELS + " models", many, List.of("ls", "--profiles-dir", project.toString()));
    row(
        "run, nothing to do, server up",
        project,
        List.of(
            "run",
            "--select",
            "idle",
            "--target",
            options.target(),
            "--profiles-dir",
            project.toString()));
  }

  private void row(String name, Path directory, List<String> arguments) throws Exception {
    Samples clock = new Samples();
    Samples processor = new Samples();
    tidemark.run(directory, arguments);
    for (int round = 0; round < options.rounds(); round++) {
      Tidemark.Times times = tidemark.run(directory, arguments);
      clock.add(times.whole());
      processor.add(times.cpu());
    }
    System.out.printf(Locale.ROOT, "| %s | %s | %s |%n", name, clock, processor);
  }

  /** A project of models that each read the one before. */
  private Path manyModels() throws Exception {
    Path directory = project.resolveSibling("../target/bench/models").normalize();
    Path models = Files.createDirectories(directory.resolve("models"));
    Files.writeString(
        directory.resolve("dbt_project.yml"),
        "name: many\nversion: \"1.0\"\nconfig-version: 2\nprofile: bench\n");
    Files.writeString(models.resolve("m000.sql"), "select 1 as id\n");
    for (int i = 1; i < MODELS; i++) {
      Files.writeString(
          models.resolve(String.format("m%03d.sql", i)),
          String.format(
              "{{ config(materialized='view') }}%nselect id from {{ ref('m%03d') }}%n", i - 1));
    }
    return directory;
  }
}
