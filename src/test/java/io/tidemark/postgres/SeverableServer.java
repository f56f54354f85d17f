package io.tidemark.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a server, so that the server can go away and come back. */
public final class SeverableServer implements AutoCloseable {

  private final ConnectionSettings behind;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final int port;
  private volatile ServerSocket listening;

  private SeverableServer(ConnectionSettings behind) throws IOException {
    this.behind = behind;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = listening.getLocalPort();
    accept(listening);
  }

  /** A server that is there. */
  public static SeverableServer before(ConnectionSettings server) throws IOException {
    return new SeverableServer(server);
  }

  /** How it is connected to. */
  public ConnectionSettings settings() {
    return behind.toBuilder().host("127.0.0.1").port(port).build();
  }

  /** Ends all connections and refuses new ones. */
  public void sever() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** Takes connections again. */
  public void restore() throws IOException {
    listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    accept(listening);
  }

  @Override
  public void close() throws IOException {
    sever();
  }

  private void accept(ServerSocket from) {
    start(
        () -> {
          while (true) {
            Socket client = from.accept();
            Socket server = new Socket(behind.host(), behind.port());
            open.add(client);
            open.add(server);
            start(() -> pump(client.getInputStream(), server.getOutputStream()));
            start(() -> pump(server.getInputStream(), client.getOutputStream()));
          }
        });
  }

  private static void pump(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      to.flush();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException severed) {
                return;
              }
            },
            "severable-server");
    thread.setDaemon(true);
    thread.start();
  }
}
