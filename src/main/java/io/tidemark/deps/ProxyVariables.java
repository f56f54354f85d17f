package io.tidemark.deps;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proxies by the environment variables that other programs know; Java has its own ways only. */
final class ProxyVariables extends ProxySelector {

  private final Map<String, String> environment;
  private final List<String> direct;

  private ProxyVariables(Map<String, String> environment) {
    this.environment = environment;
    String none = variable(environment, "no_proxy");
    this.direct =
        none == null ? List.of() : Arrays.stream(none.split(",")).map(String::strip).toList();
  }

  /** The selector; null where the environment names no proxy. */
  static @Nullable ProxySelector of(Map<String, String> environment) {
    return variable(environment, "https_proxy") == null
            && variable(environment, "http_proxy") == null
        ? null
        : new ProxyVariables(environment);
  }

  @Override
  public List<Proxy> select(URI address) {
    String proxy = variable(environment, address.getScheme() + "_proxy");
    if (proxy == null || isDirect(address.getHost())) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(new Proxy(Proxy.Type.HTTP, Downloads.proxy(proxy)));
  }

  private boolean isDirect(String host) {
    return direct.stream()
        .map(one -> one.startsWith(".") ? one.substring(1) : one)
        .anyMatch(one -> one.equals("*") || host.equals(one) || host.endsWith("." + one));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
    // Who connects reports it.
  }

  private static @Nullable String variable(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, environment.get(name.toUpperCase(Locale.ROOT)));
    return value == null || value.isBlank() ? null : value;
  }
}
