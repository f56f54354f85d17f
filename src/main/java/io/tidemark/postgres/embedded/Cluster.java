package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cluster on disk, and its server while that is not running: made, started, thrown away.
 *
 * <p>Every method is called under the {@link ClusterLock}.
 */
final class Cluster {

  /** How long what a killed server has left may keep a new one from starting. */
  private static final Duration RESTART_LIMIT = Duration.ofSeconds(10);

  /** The first version that has locales of its own, the same on every machine. */
  private static final int BUILTIN_LOCALES = 17;

  private final ClusterFiles files;
  private final EmbeddedOptions options;
  private final ServerProcess process;

  Cluster(ClusterFiles files, EmbeddedOptions options) {
    this.files = files;
    this.options = options;
    this.process = new ServerProcess(files);
  }

  /** Whether the making of this cluster has begun and never come to its end. */
  boolean isHalfMade() {
    return Files.exists(files.makingMarker());
  }

  /** Throws away a cluster that nobody has used yet. */
  void discard() throws IOException {
    process.stopNow();
    Folders.delete(files.data());
    Files.deleteIfExists(files.passwordFile());
    Files.deleteIfExists(files.makingMarker());
  }

  /** Makes the files of a new cluster; it counts as half made until {@link #madeWhole}. */
  ServerAddress make(Installation installation) throws IOException {
    if (Files.exists(files.data()) && !Folders.isEmpty(files.data())) {
      throw new EmbeddedServerException(
          "The folder for the embedded PostgreSQL holds something else.",
          files.data().toString(),
          "Move its files away, or name another folder.");
    }
    Files.write(files.makingMarker(), new byte[0]);
    Files.createDirectories(files.data());
    Files.setPosixFilePermissions(files.data(), PosixFilePermissions.fromString("rwx------"));
    ServerAccount account = account(installation);
    ServerAddress address =
        ServerAddress.generated(LoopbackPort.freeFor(files.data()), options.user());
    initialize(installation, account, address);
    new ServerConfiguration(files, options.settings()).include();
    address.write(files.passwordFile());
    return address;
  }

  /** Ends the making: from now on the cluster holds what people put there. */
  void madeWhole() throws IOException {
    Files.deleteIfExists(files.makingMarker());
  }

  /** Whom the server runs as; what is in the data directory is theirs afterwards. */
  ServerAccount account(Installation installation) throws IOException {
    return ServerAccounts.ofThisUser(installation).choose(files.data());
  }

  /**
   * Starts the server, on another port where the one in {@code address} is taken.
   *
   * @return the address it listens on
   */
  ServerAddress start(Installation installation, ServerAddress address) throws IOException {
    checkVersion(installation);
    ServerAccount account = account(installation);
    boolean wasKilled = disownLeftOverPidFile();
    if (wasKilled) {
      new OrphanedBackends(files.data()).end();
    }
    long deadline = System.nanoTime() + RESTART_LIMIT.toNanos();
    while (true) {
      int port =
          LoopbackPort.isFree(address.port()) ? address.port() : LoopbackPort.freeFor(files.data());
      ServerAddress current = address.withPort(port);
      current.write(files.passwordFile());
      new ServerConfiguration(files, options.settings()).write(port, account);
      ServerProcess.Start start = process.start(installation, account);
      if (start instanceof ServerProcess.Ready) {
        return current;
      }
      boolean portWasTaken = !LoopbackPort.isFree(port);
      if (!(wasKilled || portWasTaken) || System.nanoTime() > deadline) {
        throw failed((ServerProcess.Failed) start);
      }
      ServerProcess.pause();
    }
  }

  private void initialize(Installation installation, ServerAccount account, ServerAddress address)
      throws IOException {
    Path password = files.data().resolveSibling(files.data().getFileName() + ".initdb");
    try {
      Files.deleteIfExists(password);
      Files.createFile(
          password,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(password, address.verifier());
      account.own(password);
      List<String> initdb =
          new ArrayList<>(
              List.of(
                  installation.program("initdb").toString(),
                  "--pgdata=" + files.data(),
                  "--username=" + address.user(),
                  "--pwfile=" + password,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--data-checksums",
                  "--no-instructions"));
      if (Integer.parseInt(installation.majorVersion()) >= BUILTIN_LOCALES) {
        initdb.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
      }
      Command.Outcome outcome = account.command(initdb.toArray(String[]::new)).run();
      if (!outcome.succeeded()) {
        throw new EmbeddedServerException(
            "The embedded PostgreSQL could not be made: initdb failed.",
            files.data() + "\n" + outcome.output(),
            "What initdb says above is the reason; is the disk full, or the folder's owner"
                + " another?");
      }
    } finally {
      Files.deleteIfExists(password);
    }
  }

  private void checkVersion(Installation installation) throws IOException {
    String of = Files.readString(files.versionFile()).strip();
    String ours = installation.majorVersion();
    if (!of.equals(ours)) {
      throw new EmbeddedServerException(
          "The data of the embedded PostgreSQL is of version "
              + of
              + ", this Tidemark brings version "
              + ours
              + ".",
          files.data().toString(),
          "Use the Tidemark that made it, or dump it with that one's server; or move the folder"
              + " away, and a new one is made.");
    }
  }

  /** Whether the last server ended without tidying up. */
  private boolean disownLeftOverPidFile() throws IOException {
    Optional<PidFile> leftOver = PidFile.read(files.pidFile());
    if (leftOver.isPresent()) {
      leftOver.get().disown();
    }
    return leftOver.isPresent();
  }

  private EmbeddedServerException failed(ServerProcess.Failed failed) {
    return new EmbeddedServerException(
        "The embedded PostgreSQL did not start.",
        files.log() + "\n" + failed.log(),
        "What the server says above is the reason; settings come from "
            + files.userConfiguration()
            + " and the profile.");
  }
}
