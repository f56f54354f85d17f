package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds an account that PostgreSQL agrees to run under: it refuses root.
 *
 * <p>For root, in this order, each tried before it is used:
 *
 * <ol>
 *   <li>{@code setpriv} or {@code runuser} to an unprivileged user. The cleanest, but all folders
 *       above the data must let that user pass.
 *   <li>{@code unshare --user}: inside its user namespace the server is that user, outside it stays
 *       root, so it passes into a home that only root may enter.
 *   <li>{@code setpriv} with the one capability to pass closed folders, where there are no user
 *       namespaces (a container, mostly).
 * </ol>
 *
 * <p>For a user without a name, whom {@code initdb} refuses, {@code unshare} lends one.
 */
final class ServerAccounts {

  /** The user must not be root, has to write the data directory and to run the programs. */
  private static final String PROBE =
      "test \"$(id -u)\" -ne 0 && cd \"$1\" && : > .probe && rm .probe && \"$2\" --version";

  private final Installation installation;
  private final List<ServerAccount> candidates;

  ServerAccounts(Installation installation, List<ServerAccount> candidates) {
    this.installation = installation;
    this.candidates = List.copyOf(candidates);
  }

  /** The accounts that the user who runs this process may reach. */
  static ServerAccounts ofThisUser(Installation installation) throws IOException {
    return new ServerAccounts(installation, candidates(UnixUser.unprivileged()));
  }

  /**
   * The first account that works for the data directory, which exists and is that account's
   * afterwards.
   *
   * @throws EmbeddedServerException if none works; it names what was tried
   */
  ServerAccount choose(Path data) throws IOException {
    List<String> refusals = new ArrayList<>();
    for (ServerAccount candidate : candidates) {
      if (candidate.prefix().isEmpty()) {
        return candidate;
      }
      candidate.ownAll(data);
      Command.Outcome outcome =
          candidate
              .command(
                  "/bin/sh",
                  "-c",
                  PROBE,
                  "sh",
                  data.toString(),
                  installation.program("postgres").toString())
              .run();
      if (outcome.succeeded()) {
        return candidate;
      }
      refusals.add(candidate.description() + ": " + outcome.output());
    }
    throw new EmbeddedServerException(
        "PostgreSQL does not run as root, and no other way to run it works here.",
        "data in " + data + "\ntried " + String.join("\ntried ", refusals),
        "Run this command as another user, or install util-linux (setpriv, unshare),"
            + " or use a server of your own: type: postgres in the profile.");
  }

  static List<ServerAccount> candidates(Optional<UnixUser> unprivileged) throws IOException {
    if (!CurrentUser.isRoot() && CurrentUser.hasName()) {
      return List.of(ServerAccount.ourOwn());
    }
    List<ServerAccount> candidates = new ArrayList<>();
    if (CurrentUser.isRoot()) {
      unprivileged.ifPresent(
          user -> {
            candidates.add(changedTo(user));
            candidates.add(
                new ServerAccount(
                    "runuser -u " + user.name(),
                    List.of("runuser", "-u", user.name(), "--"),
                    user.uid(),
                    user.gid()));
          });
    }
    if (unprivileged.isPresent()) {
      candidates.add(inNamespace("--map-user=" + unprivileged.get().uid()));
    }
    if (CurrentUser.isRoot()) {
      candidates.add(inNamespace());
      unprivileged.ifPresent(
          user -> {
            candidates.add(changedTo(user, "dac_read_search"));
            candidates.add(changedTo(user, "dac_override"));
          });
    }
    return candidates;
  }

  private static ServerAccount changedTo(UnixUser user, String... capabilities) {
    List<String> words =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups"));
    for (String capability : capabilities) {
      words.add("--inh-caps=+" + capability);
      words.add("--ambient-caps=+" + capability);
    }
    return new ServerAccount(String.join(" ", words), words, user.uid(), user.gid());
  }

  /** Outside its namespace the server has our own number, and so have its files. */
  private static ServerAccount inNamespace(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("unshare", "--user"));
    words.addAll(List.of(options));
    return new ServerAccount(String.join(" ", words), words, CurrentUser.uid(), CurrentUser.gid());
  }

  /** A line of {@code /etc/passwd}. */
  record UnixUser(String name, int uid, int gid) {

    /** The machine's PostgreSQL user, else nobody. */
    static Optional<UnixUser> unprivileged() throws IOException {
      Path users = Path.of("/etc/passwd");
      if (!Files.isReadable(users)) {
        return Optional.empty();
      }
      List<UnixUser> all = Files.readAllLines(users).stream().flatMap(UnixUser::parse).toList();
      return all.stream()
          .filter(user -> user.name().equals("postgres"))
          .findFirst()
          .or(() -> all.stream().filter(user -> user.name().equals("nobody")).findFirst());
    }

    private static Stream<UnixUser> parse(String line) {
      String[] fields = line.split(":", -1);
      boolean whole =
          fields.length >= 4
              && fields[2].matches("[1-9][0-9]{0,8}")
              && fields[3].matches("[0-9]{1,9}");
      return whole
          ? Stream.of(
              new UnixUser(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
          : Stream.empty();
    }
  }
}
