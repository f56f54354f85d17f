import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run of many small views and tables, beside the same statements one after the other on one
 * connection, as one psql would send them.
 */
final class ManySmall {

  private static final int MODELS = 100;
  private static final int ROWS = 1000;

  private final Tidemark tidemark;
  private final Path project;
  private final Server server;
  private final Options options;

  ManySmall(Tidemark tidemark, Path project, Server server, Options options) {
    this.tidemark = tidemark;
    this.project = project;
    this.server = server;
    this.options = options;
  }

  /** Measures a first run in an empty database, and a second one that makes all of it anew. */
  void measure() throws Exception {
    Path small = smallProject();
    Samples plainFirst = new Samples();
    Samples plainAgain = new Samples();
    Samples first = new Samples();
    Samples again = new Samples();
    for (int round = 0; round < options.rounds(); round++) {
      if (round % 2 == 0) {
        plain(plainFirst, plainAgain);
      }
      server.create(Stages.DATABASE);
      first.add(run(small));
      again.add(run(small));
      if (round % 2 == 1) {
        plain(plainFirst, plainAgain);
      }
    }
    System.out.printf(
        "%n| %d small views and tables | plain, s | process, s | difference, s | at most |%n"
            + "| --- | --- | --- | --- | --- |%n",
        MODELS);
    row("first run", plainFirst, first);
    row("once more", plainAgain, again);
  }

  private static void row(String name, Samples plain, Samples process) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | **%.2f** | 2.00 |%n",
        name,
        plain,
        process,
        process.median() - plain.median());
  }

  private double run(Path small) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", "--target", options.target()));
    words.addAll(List.of("--threads", String.valueOf(options.threads())));
    words.addAll(List.of("--profiles-dir", project.toString()));
    return tidemark.run(small, words).whole();
  }

  private void plain(Samples first, Samples again) throws Exception {
    server.create(Stages.DATABASE);
    first.add(seconds(statements()));
    again.add(seconds(statements()));
  }

  private double seconds(List<String> statements) throws Exception {
    long began = System.nanoTime();
    server.execute(Stages.DATABASE, statements.toArray(String[]::new));
    return (System.nanoTime() - began) / 1e9;
  }

  /** Every table reads the view before it. */
  private static List<String> statements() {
    List<String> statements = new ArrayList<>(List.of("create schema if not exists small"));
    for (int i = 0; i < MODELS; i += 2) {
      statements.add("drop view if exists small.v" + i + " cascade");
      statements.add("create view small.v" + i + " as " + view());
      statements.add("drop table if exists small.t" + i);
      statements.add("create table small.t" + i + " as select * from small.v" + i);
    }
    return statements;
  }

  private static String view() {
    return "select n as id, n % 7 as kind, md5(n::text) as name from generate_series(1, "
        + ROWS
        + ") as n";
  }

  private Path smallProject() throws Exception {
    Path directory = project.resolveSibling("../target/bench/small").normalize();
    Path models = Files.createDirectories(directory.resolve("models"));
    Files.writeString(
        directory.resolve("dbt_project.yml"),
        "name: small\nversion: \"1.0\"\nconfig-version: 2\nprofile: bench\n");
    for (int i = 0; i < MODELS; i += 2) {
      Files.writeString(
          models.resolve("v" + i + ".sql"), "{{ config(materialized='view') }}\n" + view() + "\n");
      Files.writeString(
          models.resolve("t" + i + ".sql"),
          "{{ config(materialized='table') }}\nselect * from {{ ref('v" + i + "') }}\n");
    }
    return directory;
  }
}
