package io.tidemark.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The server never runs as root, and its account has been tried before it is used. */
class ServerAccountsTest {

  private static final ServerAccount IMPOSSIBLE =
      new ServerAccount("no-such-program", List.of("no-such-program"), 65_534, 65_534);

  private Installation installation;
  private Path open;
  private Path data;

  @BeforeEach
  void makeDataDirectory(@TempDir Path folder) throws IOException {
    installation =
        BinaryCache.ofThisUser().installation(BinaryArchive.forPlatform(Platform.ofThisMachine()));
    open = folder;
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    data = Files.createDirectories(folder.resolve("project/data"));
  }

  @Test
  void theChosenAccountIsNotRootAndMayWriteTheData() throws IOException {
    ServerAccount account = ServerAccounts.ofThisUser(installation).choose(data);

    assertThat(numberInside(account)).isNotEqualTo("0");
    assertThat(account.command("touch", data.resolve("file").toString()).run().exitCode()).isZero();
    assertThat(Folders.ownerOf(data.resolve("file"))).isEqualTo(account.uid());
  }

  @Test
  void anAccountThatDoesNotWorkGivesWayToTheNext() throws IOException {
    ServerAccount working = ServerAccounts.ofThisUser(installation).choose(data);

    assertThat(new ServerAccounts(installation, List.of(IMPOSSIBLE, working)).choose(data))
        .isEqualTo(working);
  }

  @Test
  @EnabledIfSystemProperty(named = "user.name", matches = "root")
  void ofAllCandidatesSomeWorkInAClosedFolderAndThoseThatDoNotSayWhy() throws IOException {
    Files.setPosixFilePermissions(
        open.resolve("project"), PosixFilePermissions.fromString("rwx------"));
    List<ServerAccount> candidates =
        ServerAccounts.candidates(ServerAccounts.UnixUser.unprivileged());

    assertThat(candidates).hasSizeGreaterThan(3);
    ServerAccount plainUser = candidates.get(0);
    assertThatThrownBy(() -> new ServerAccounts(installation, List.of(plainUser)).choose(data))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("does not run as root")
        .hasMessageContaining(plainUser.description())
        .hasMessageContaining(data.toString());
    ServerAccount chosen = new ServerAccounts(installation, candidates).choose(data);
    assertThat(numberInside(chosen)).isNotEqualTo("0");
  }

  @Test
  @EnabledIfSystemProperty(named = "user.name", matches = "root")
  void anUnprivilegedUserIsFound() throws IOException {
    Optional<ServerAccounts.UnixUser> user = ServerAccounts.UnixUser.unprivileged();

    assertThat(user).isPresent();
    assertThat(user.get().uid()).isPositive();
  }

  private static String numberInside(ServerAccount account) {
    return account.command("id", "-u").run().output();
  }
}
