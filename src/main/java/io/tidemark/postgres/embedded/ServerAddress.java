package io.tidemark.postgres.embedded;

import io.tidemark.postgres.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.util.PasswordUtil;

/**
 * How the embedded server is reached: kept as a line of libpq's {@code .pgpass}, so that {@code
 * PGPASSFILE=.tidemark/postgres.pgpass psql …} works too.
 *
 * @param port loopback TCP port
 * @param user the superuser
 * @param password generated once, when the cluster is made
 */
record ServerAddress(int port, String user, Secret password) {

  /** Only this machine can reach it. */
  static final String HOST = "127.0.0.1";

  private static final Pattern FIELD_END = Pattern.compile("(?<!\\\\):");
  private static final int PASSWORD_BYTES = 24;
  private static final int SALT_BYTES = 16;

  static ServerAddress generated(int port, String user) {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return new ServerAddress(port, user, Secret.of(HexFormat.of().formatHex(random)));
  }

  /**
   * What the server keeps instead of the password. One round of hashing is enough where nobody can
   * guess: the usual 4,096 slow down guesses, and every log-in by 25 ms.
   */
  String verifier() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return PasswordUtil.encodeScramSha256(password.reveal().toCharArray(), 1, salt);
  }

  ServerAddress withPort(int otherPort) {
    return new ServerAddress(otherPort, user, password);
  }

  /** Empty where there is no file, or none that this class has written. */
  static Optional<ServerAddress> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    String[] fields = lines.isEmpty() ? new String[0] : FIELD_END.split(lines.get(0));
    if (fields.length != 5 || !fields[1].matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    String user = fields[3].replace("\\:", ":").replace("\\\\", "\\");
    return Optional.of(new ServerAddress(Integer.parseInt(fields[1]), user, Secret.of(fields[4])));
  }

  /** Replaces the file in one step; only its owner can read it. */
  void write(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    Files.createFile(
        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String quotedUser = user.replace("\\", "\\\\").replace(":", "\\:");
    Files.writeString(
        aside, HOST + ":" + port + ":*:" + quotedUser + ":" + password.reveal() + "\n");
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
