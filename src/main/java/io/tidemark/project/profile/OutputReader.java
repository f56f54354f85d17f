package io.tidemark.project.profile;

import io.tidemark.postgres.Secret;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.shape.ShapeCheck;
import io.tidemark.project.shape.Shapes;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one output of a profile, rendered already, into its typed form; finds all problems. */
final class OutputReader {

  private static final List<String> TYPES = List.of(PostgresOutput.TYPE, EmbeddedOutput.TYPE);

  /** Adapters that dbt users know, for an answer that is clearer than "unknown". */
  private static final Set<String> OTHER_ADAPTERS =
      Set.of(
          "redshift",
          "snowflake",
          "bigquery",
          "databricks",
          "spark",
          "duckdb",
          "sqlite",
          "mysql",
          "mariadb",
          "sqlserver",
          "fabric",
          "synapse",
          "trino",
          "presto",
          "athena",
          "clickhouse",
          "oracle",
          "teradata",
          "vertica",
          "singlestore",
          "starrocks",
          "doris",
          "exasol",
          "glue",
          "materialize",
          "risingwave",
          "cratedb",
          "dremio",
          "hive",
          "impala",
          "db2",
          "greenplum");

  private static final Set<String> POSTGRES_FIELDS =
      Set.of(
          "type",
          "host",
          "port",
          "user",
          "password",
          "pass",
          "dbname",
          "database",
          "schema",
          "threads",
          "connect_timeout",
          "role",
          "search_path",
          "keepalives_idle",
          "sslmode",
          "sslcert",
          "sslkey",
          "sslrootcert",
          "application_name",
          "retries");
  private static final Set<String> EMBEDDED_FIELDS =
      Set.of("type", "dbname", "database", "schema", "threads", "directory", "port");

  private static final int HIGHEST_PORT = 65535;
  private static final int MOST_THREADS = 1024;
  private static final String DEFAULT_EMBEDDED_SCHEMA = "public";

  private final String profile;
  private final String name;
  private final YamlFields fields;
  private final Problems problems;

  OutputReader(String profile, String name, YamlMapping mapping, Problems problems) {
    this.profile = profile;
    this.name = name;
    this.fields = new YamlFields(mapping, problems);
    this.problems = problems;
  }

  /** The output; null where there were problems. */
  @Nullable Output read() {
    String type = fields.text("type");
    if (type == null) {
      fields.missing(
          "The output \"%s\" of the profile \"%s\" has no \"type\"".formatted(name, profile),
          "Add \"type: postgres\", or \"type: embedded\" for a server that Tidemark starts.");
      return null;
    }
    return switch (type) {
      case PostgresOutput.TYPE -> postgres();
      case EmbeddedOutput.TYPE -> embedded();
      default -> {
        problems.add(unknownType(type));
        yield null;
      }
    };
  }

  private Problem unknownType(String type) {
    Problem problem =
        OTHER_ADAPTERS.contains(type)
            ? Problem.of("The dbt adapter \"%s\" is not one that Tidemark can use".formatted(type))
            : Problem.of("There is no output type \"%s\"".formatted(type));
    String nearest = NearestName.question(type, TYPES).map(question -> " " + question).orElse("");
    return problem
        .at(fields.mapping().entry("type") == null ? null : placeOf("type"))
        .found("Allowed: %s.%s".formatted(String.join(", ", TYPES), nearest))
        .next("Choose another output with --target, or change \"type\".");
  }

  private @Nullable Output postgres() {
    new ShapeCheck(problems)
        .check(
            "The output",
            Objects.requireNonNull(Shapes.ofProject(PostgresOutput.TYPE)),
            fields.mapping());
    Required required = new Required();
    String host = required.text("host");
    Integer port = required.integer("port", 1, HIGHEST_PORT);
    String user = required.text("user");
    String password = required.text("password", "pass");
    String database = required.text("dbname", "database");
    String schema = required.text("schema");
    required.report();
    int threads = threads();
    int timeout = integer("connect_timeout", 0, PostgresOutput.DEFAULT_CONNECT_TIMEOUT_SECONDS);
    int keepalives = integer("keepalives_idle", 0, 0);
    int retries = integer("retries", 0, PostgresOutput.DEFAULT_RETRIES);
    Ssl ssl =
        new Ssl(
            sslMode(), fields.text("sslcert"), fields.text("sslkey"), fields.text("sslrootcert"));
    if (problems.hasErrors()
        || host == null
        || port == null
        || user == null
        || password == null
        || database == null
        || schema == null) {
      return null;
    }
    return new PostgresOutput(
        profile,
        name,
        host,
        port,
        user,
        Secret.of(password),
        database,
        schema,
        threads,
        timeout,
        fields.text("role"),
        fields.text("search_path"),
        keepalives,
        ssl,
        fields.text("application_name", PostgresOutput.DEFAULT_APPLICATION_NAME),
        retries,
        others(POSTGRES_FIELDS));
  }

  private @Nullable Output embedded() {
    String database = oneOf("dbname", "database");
    Integer port = fields.integer("port", 1, HIGHEST_PORT);
    int threads = threads();
    String schema = fields.text("schema", DEFAULT_EMBEDDED_SCHEMA);
    String directory = fields.text("directory", EmbeddedOutput.DEFAULT_DIRECTORY);
    if (problems.hasErrors()) {
      return null;
    }
    return new EmbeddedOutput(
        profile,
        name,
        database == null ? EmbeddedOutput.DEFAULT_DATABASE : database,
        schema,
        threads,
        directory,
        port,
        others(EMBEDDED_FIELDS));
  }

  private int threads() {
    Integer threads = fields.integer("threads", 1, MOST_THREADS);
    return threads == null ? 1 : threads;
  }

  private int integer(String key, int least, int whenMissing) {
    Integer value = fields.integer(key, least, Integer.MAX_VALUE);
    return value == null ? whenMissing : value;
  }

  private @Nullable String sslMode() {
    String mode = fields.text("sslmode");
    if (mode == null || Ssl.MODES.contains(mode)) {
      return mode;
    }
    problems.add(
        Problem.of("\"sslmode\" has a value that PostgreSQL does not know")
            .at(placeOf("sslmode"))
            .found("Found \"%s\". Allowed: %s.".formatted(mode, String.join(", ", Ssl.MODES)))
            .next(NearestName.question(mode, Ssl.MODES).orElse(null)));
    return null;
  }

  /** A field that dbt knows by two names, of which only one may be written. */
  private @Nullable String oneOf(String key, String alias) {
    if (fields.get(key) != null && fields.get(alias) != null) {
      problems.add(
          Problem.of("\"%s\" and \"%s\" are the same field".formatted(key, alias))
              .at(placeOf(alias))
              .at(placeOf(key))
              .next("Remove one of them."));
    }
    return fields.get(key) != null ? fields.text(key) : fields.text(alias);
  }

  private Place placeOf(String key) {
    return fields.mapping().placeOf(key);
  }

  private Map<String, @Nullable Object> others(Set<String> known) {
    Map<String, @Nullable Object> others = new LinkedHashMap<>();
    for (YamlEntry entry : fields.mapping().entries()) {
      if (!known.contains(entry.name())) {
        others.put(entry.name(), entry.value().value());
      }
    }
    return Collections.unmodifiableMap(others);
  }

  /** Reads fields that must be there and tells of all the missing ones together. */
  private final class Required {

    private final Set<String> missing = new TreeSet<>();

    @Nullable String text(String key) {
      note(key, fields.get(key) != null);
      return fields.text(key);
    }

    @Nullable String text(String key, String alias) {
      note(key, fields.get(key) != null || fields.get(alias) != null);
      return oneOf(key, alias);
    }

    @Nullable Integer integer(String key, int least, int most) {
      note(key, fields.get(key) != null);
      return fields.integer(key, least, most);
    }

    private void note(String key, boolean present) {
      if (!present) {
        missing.add(key);
      }
    }

    void report() {
      if (missing.isEmpty()) {
        return;
      }
      fields.missing(
          "The output \"%s\" of the profile \"%s\" lacks %s"
              .formatted(name, profile, String.join(", ", missing)),
          "Add %s.".formatted(missing.size() == 1 ? "the field" : "these fields"));
    }
  }
}
