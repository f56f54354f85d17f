package io.tidemark.load.seed;

import io.tidemark.load.increment.Notices;
import io.tidemark.postgres.Database;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A seed's file, and the table {@code public.countries} that it becomes. */
final class SeedFixture {

  private final TestDatabase database;
  private final Path file;
  private final List<String> warnings = new ArrayList<>();
  private Map<String, String> columnTypes = Map.of();
  private boolean quoteColumns = true;
  private boolean rebuild;

  SeedFixture(TestDatabase database, Path folder) {
    this.database = database;
    this.file = folder.resolve("countries.csv");
    database.execute("drop schema public cascade; create schema public");
  }

  SeedFixture columnTypes(Map<String, String> types) {
    columnTypes = types;
    return this;
  }

  SeedFixture unquoted() {
    quoteColumns = false;
    return this;
  }

  SeedFixture rebuild() {
    rebuild = true;
    return this;
  }

  /** Writes the file and loads it. */
  SeedFixture load(String csv) {
    try {
      Files.writeString(file, csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return load();
  }

  /** Loads what the file holds. */
  SeedFixture load() {
    SeedFile seed = new SeedFile("seeds/countries.csv", file, ',');
    SeedShape shape = new SeedScan(seed, columnTypes.keySet()).scan();
    Relation target = new Relation(database.settings().database(), "public", "countries");
    SeedRequest request = new SeedRequest(seed, shape, target, columnTypes, quoteColumns, rebuild);
    Notices heard =
        new Notices() {
          @Override
          public void warning(String text) {
            warnings.add(text);
          }
        };
    try (Database connected = Database.of(database.settings(), 1);
        Session session = new Session(connected.connect(), new RunningStatements())) {
      session.inTransaction(
          () -> new SeedLoad(session, new Statements(), heard).load(request, built -> {}));
    }
    return this;
  }

  Path file() {
    return file;
  }

  List<String> warnings() {
    return warnings;
  }

  /** The table's rows as text, in the order in which they were written. */
  List<String> rows() {
    return texts("select t::text from public.countries t order by ctid");
  }

  /** {@code id integer}, for every column. */
  List<String> columns() {
    return texts(
        """
        select attname || ' ' || format_type(atttypid, atttypmod) from pg_attribute
        where attrelid = 'public.countries'::regclass and attnum > 0 and not attisdropped
        order by attnum
        """);
  }

  private List<String> texts(String query) {
    return database.query(query).stream().map(row -> Objects.toString(row.get(0))).toList();
  }
}
