package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Whom the server runs as, and how it gets there.
 *
 * @param description for messages
 * @param prefix the words before a program's own; none where the server runs as we do
 * @param uid number of the user who owns the server's files, as seen from here
 * @param gid number of that user's group
 */
record ServerAccount(String description, List<String> prefix, int uid, int gid) {

  ServerAccount {
    prefix = List.copyOf(prefix);
  }

  /** Runs as the one who runs this process. */
  static ServerAccount ourOwn() throws IOException {
    return new ServerAccount("as we are", List.of(), CurrentUser.uid(), CurrentUser.gid());
  }

  /** A command that runs under this account. */
  Command command(String... words) {
    return Command.of(prefix, words);
  }

  /** Makes one file or folder this account's. */
  void own(Path path) throws IOException {
    if (uid != CurrentUser.uid()) {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Makes a folder and all in it this account's, if it is not yet. */
  void ownAll(Path folder) throws IOException {
    if (Folders.ownerOf(folder) != uid) {
      Folders.giveTo(uid, gid, folder);
    }
  }
}
