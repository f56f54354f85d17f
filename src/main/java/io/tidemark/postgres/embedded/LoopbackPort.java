package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Chooses the port of an embedded server. */
final class LoopbackPort {

  /**
   * Below what Linux and macOS give to outgoing connections, so that a port once chosen mostly
   * stays free.
   */
  private static final int FIRST = 15_432;

  private static final int COUNT = 10_000;

  /** {@link ServerAddress#HOST}. */
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private LoopbackPort() {}

  /**
   * A free port; the search starts at one that follows from the folder, so two projects seldom
   * meet.
   */
  static int freeFor(Path data) throws IOException {
    int start = Math.floorMod(data.toString().hashCode(), COUNT);
    for (int offset = 0; offset < COUNT; offset++) {
      int port = FIRST + (start + offset) % COUNT;
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
