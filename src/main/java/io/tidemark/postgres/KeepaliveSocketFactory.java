package io.tidemark.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Makes sockets with libpq's {@code keepalives_idle}, which pgjdbc has no property for.
 *
 * <p>It is this side's socket that is set, as libpq does it, so it also helps through a pooler or a
 * proxy that ignores the server's {@code tcp_keepalives_idle}. Public because pgjdbc makes it by
 * name; thread-safe.
 */
public final class KeepaliveSocketFactory extends SocketFactory {

  private final int idleSeconds;

  /** Called by pgjdbc with its {@code socketFactoryArg}: the seconds. */
  public KeepaliveSocketFactory(String idleSeconds) {
    this.idleSeconds = Integer.parseInt(idleSeconds);
  }

  @Override
  public Socket createSocket() throws IOException {
    return withKeepalive(new Socket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return withKeepalive(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return withKeepalive(new Socket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return withKeepalive(new Socket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return withKeepalive(new Socket(host, port, localHost, localPort));
  }

  private Socket withKeepalive(Socket socket) throws IOException {
    socket.setKeepAlive(true);
    if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, idleSeconds);
    }
    return socket;
  }
}
