package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server's settings: ours, then those of the user's own file, then those of the profile; the
 * last one wins.
 *
 * <p>Ours keep what is committed (fsync, full page writes and synchronous commit stay on) and leave
 * out what nobody needs here: no replication, so a table that is made and filled in one transaction
 * is not written twice.
 */
final class ServerConfiguration {

  private static final String OURS =
      """
      # Written by Tidemark at every start of the server. Put settings of your own into %s.
      max_connections = 100
      shared_buffers = 128MB
      maintenance_work_mem = 256MB
      wal_level = minimal
      max_wal_senders = 0
      max_wal_size = 2GB
      min_wal_size = 256MB
      checkpoint_timeout = 15min
      """;

  /** What must hold whatever the others say: it is how we reach the server. */
  private static final String FIXED =
      """
      listen_addresses = '%s'
      port = %d
      unix_socket_directories = ''
      """;

  /**
   * Containers get 64 MB of it, which one parallel query can use up; the data directory has room.
   */
  private static final String OWN_SHARED_MEMORY = "dynamic_shared_memory_type = mmap\n";

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final long SMALL = 512L << 20;

  private final ClusterFiles files;
  private final Map<String, String> settings;

  ServerConfiguration(ClusterFiles files, Map<String, String> settings) {
    this.files = files;
    this.settings = new TreeMap<>(settings);
  }

  /** Makes a new cluster read the generated file. */
  void include() throws IOException {
    Files.writeString(
        files.serverConfiguration(),
        "\ninclude '" + files.generatedConfiguration().getFileName() + "'\n",
        StandardOpenOption.APPEND);
  }

  /**
   * Writes the generated file. The user's file is copied in: the server itself may not be able to
   * read it.
   */
  void write(int port, ServerAccount account) throws IOException {
    StringBuilder text = new StringBuilder(OURS.formatted(files.userConfiguration()));
    if (isSmall(SHARED_MEMORY)) {
      text.append(OWN_SHARED_MEMORY);
    }
    Path userFile = files.userConfiguration();
    if (Files.exists(userFile)) {
      text.append("# From ").append(userFile).append('\n');
      text.append(Files.readString(userFile)).append('\n');
    }
    settings.forEach(
        (name, value) -> text.append(name).append(" = ").append(quoted(value)).append('\n'));
    text.append(FIXED.formatted(ServerAddress.HOST, port));
    Files.writeString(files.generatedConfiguration(), text);
    account.own(files.generatedConfiguration());
  }

  private static boolean isSmall(Path memory) throws IOException {
    return Files.isDirectory(memory) && Files.getFileStore(memory).getTotalSpace() < SMALL;
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
