package io.tidemark.postgres.embedded;

import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.ConnectionProblem;
import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Database;
import io.tidemark.postgres.FixedSql;
import io.tidemark.postgres.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One start of a server, from whatever is there: nothing, a half-made cluster, a stopped or a
 * running one.
 */
final class ServerStart {

  /**
   * What the start came to.
   *
   * @param settings of the database that the options name
   */
  record Outcome(ConnectionSettings settings, boolean startedNow, boolean created) {}

  private static final String MAINTENANCE_DATABASE = "postgres";

  private final ClusterFiles files;
  private final EmbeddedOptions options;
  private final Cluster cluster;

  ServerStart(ClusterFiles files, EmbeddedOptions options) {
    this.files = files;
    this.options = options;
    this.cluster = new Cluster(files, options);
  }

  /** Called under the {@link ClusterLock}. */
  Outcome run() throws IOException {
    if (cluster.isHalfMade()) {
      cluster.discard();
    }
    return files.hasCluster() ? open() : create();
  }

  private Outcome create() throws IOException {
    Installation installation = installation();
    try {
      ServerAddress address = cluster.start(installation, cluster.make(installation));
      ConnectionSettings settings = connectable(address);
      Path scripts = options.initScripts();
      if (scripts != null) {
        new InitScripts(scripts).runOn(settings);
      }
      cluster.madeWhole();
      return new Outcome(settings, true, true);
    } catch (IOException | RuntimeException failure) {
      if (cluster.isHalfMade()) {
        cluster.discard();
      }
      throw failure;
    }
  }

  private Outcome open() throws IOException {
    ServerAddress address =
        ServerAddress.read(files.passwordFile()).orElseThrow(this::passwordLost);
    if (!address.user().equals(options.user())) {
      throw new EmbeddedServerException(
          "The embedded PostgreSQL was made for the user \""
              + address.user()
              + "\", not \""
              + options.user()
              + "\".",
          files.data().toString(),
          "Set user: "
              + address.user()
              + " in the profile, or move the folder away, and a new one is made.");
    }
    PidFile running = new ServerProcess(files).awaitReady().orElse(null);
    if (running != null) {
      return new Outcome(connectable(address.withPort(running.port())), false, false);
    }
    Files.deleteIfExists(files.keepMarker());
    return new Outcome(connectable(cluster.start(installation(), address)), true, false);
  }

  /** Settings that have been tried: the server is ours, and the database is there. */
  private ConnectionSettings connectable(ServerAddress address) throws IOException {
    ConnectionSettings settings =
        ConnectionSettings.builder(ServerAddress.HOST, address.user(), options.database())
            .port(address.port())
            .password(address.password())
            .retries(0)
            .build();
    try {
      checkDataDirectory(settings);
    } catch (ConnectionException failure) {
      if (failure.problem() != ConnectionProblem.DATABASE_MISSING) {
        throw failure;
      }
      createDatabase(settings);
    }
    return settings;
  }

  private void checkDataDirectory(ConnectionSettings settings) throws IOException {
    try (Database database = Database.of(settings, 1);
        Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FixedSql.read("show_data_directory"))) {
      row.next();
      Path shown = Path.of(row.getString(1));
      if (!Files.isSameFile(shown, files.data())) {
        throw new EmbeddedServerException(
            "Another server answers where the embedded PostgreSQL should.",
            settings.display() + "\nits data is in " + shown + "\nand not in " + files.data(),
            "Stop that server, or remove "
                + files.pidFile()
                + " if no server uses "
                + files.data()
                + ".");
      }
    } catch (SQLException failure) {
      throw new IOException("The server does not tell its data directory", failure);
    }
  }

  private void createDatabase(ConnectionSettings settings) throws IOException {
    ConnectionSettings maintenance = settings.toBuilder().database(MAINTENANCE_DATABASE).build();
    checkDataDirectory(maintenance);
    try (Database database = Database.of(maintenance, 1);
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          FixedSql.read("create_database").formatted(new Identifier(settings.database()).sql()));
    } catch (SQLException failure) {
      throw new IOException("The database " + settings.database() + " could not be made", failure);
    }
  }

  private static Installation installation() throws IOException {
    return BinaryCache.ofThisUser()
        .installation(BinaryArchive.forPlatform(Platform.ofThisMachine()));
  }

  private EmbeddedServerException passwordLost() {
    return new EmbeddedServerException(
        "The password of the embedded PostgreSQL is lost.",
        "looked for it in " + files.passwordFile(),
        "Put the file back from a copy; or move " + files.data() + " away, and a new one is made.");
  }
}
