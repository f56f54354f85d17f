package io.tidemark.materialization;

import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RecordedRun;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.TestProject;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A project and its empty database; what a run tells is kept. */
final class Warehouse {

  private final TestDatabase database;
  private final TestProject project;
  private RecordedRun told = new RecordedRun();

  Warehouse(Path folder, TestDatabase database) {
    this.database = database;
    database.execute("drop schema if exists tidemark cascade");
    database.execute("drop schema public cascade; create schema public");
    this.project = new TestProject(folder, database.settings());
  }

  TestProject project() {
    return project;
  }

  /** Runs everything and wants it to go well. */
  RunResult run() {
    RunResult result = tryToRun();
    if (!result.successful()) {
      throw new AssertionError(
          String.join("\n", result.results().stream().map(NodeResult::message).toList()));
    }
    return result;
  }

  /** Runs everything, however it goes. */
  RunResult tryToRun() {
    told = new RecordedRun();
    return project.tell(told).run();
  }

  /** What the last run told. */
  RecordedRun told() {
    return told;
  }

  void execute(String sql) {
    database.execute(sql);
  }

  String text(String query) {
    return String.valueOf(database.queryText(query));
  }

  /** The rows of a query as text, in its order. */
  List<String> rows(String query) {
    return database.query("select t::text from (" + query + ") t").stream()
        .map(row -> Objects.toString(row.get(0)))
        .toList();
  }

  /** Every relation of the database that is not the server's own, with its kind. */
  List<String> relations() {
    return rows(
        """
        select n.nspname, c.relname, c.relkind from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
          and c.relkind not in ('i', 'S')
        order by 1, 2
        """);
  }

  /** {@code r}, {@code v} or {@code m}. */
  String kind(String relation) {
    return text(
        "select relkind from pg_class where oid = 'public.%s'::regclass".formatted(relation));
  }
}
