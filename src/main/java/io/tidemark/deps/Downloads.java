package io.tidemark.deps;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gets what is on the network, trying again where that may help. */
final class Downloads {

  private static final int TRIES = 3;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;

  private final HttpClient client;

  /**
   * A client.
   *
   * @param environment says by {@code https_proxy} and {@code no_proxy} how to get out
   */
  Downloads(Map<String, String> environment) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL);
    ProxySelector proxies = ProxyVariables.of(environment);
    client = (proxies == null ? builder : builder.proxy(proxies)).build();
  }

  /** What does something with an answer's content. */
  @FunctionalInterface
  interface Reader<T> {

    T read(InputStream content) throws IOException;
  }

  /**
   * Gets an address and reads what comes.
   *
   * @param what is got, for errors: {@code the package dbt-labs/dbt_utils}
   * @param place where it is asked for
   * @return what was read; null where the server says that there is no such thing
   * @throws ProjectException if it can't be had
   */
  <T> @Nullable T get(URI address, String what, Place place, Reader<T> reader) {
    String reason = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      try {
        HttpResponse<InputStream> answer =
            client.send(
                HttpRequest.newBuilder(address).timeout(ANSWER).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream content = answer.body()) {
          if (answer.statusCode() == NOT_FOUND) {
            return null;
          }
          if (answer.statusCode() == 200) {
            return reader.read(content);
          }
          reason = address.getHost() + " answers " + answer.statusCode() + ".";
          if (answer.statusCode() < 500) {
            break;
          }
        }
      } catch (ConnectException | HttpTimeoutException unreachable) {
        reason = address.getHost() + " can't be reached from here.";
        break;
      } catch (IOException broken) {
        reason = address.getHost() + ": " + broken.getMessage();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while downloading", interrupted);
      }
    }
    throw new ProjectException(
        Problem.of(capital(what) + " can't be downloaded")
            .at(place)
            .found(reason)
            .next(
                "Check the network; a proxy is taken from https_proxy. Without the network, ask for"
                    + " the package by its repository (\"git:\" and \"revision:\"), by \"tarball:\""
                    + " from a server that can be reached, or by \"local:\"."));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** The address in a text. */
  static URI address(String text, Place place) {
    try {
      URI address = URI.create(text);
      if (address.getHost() != null
          && (address.getScheme().equals("https") || address.getScheme().equals("http"))) {
        return address;
      }
    } catch (IllegalArgumentException said) {
      // The same problem.
    }
    throw new ProjectException(
        Problem.of("\"" + Git.hidden(text) + "\" is no address that can be downloaded")
            .at(place)
            .next("Write it with https:// at its beginning."));
  }

  /** A host and port as the variables of proxies have them. */
  static InetSocketAddress proxy(String text) {
    URI address = URI.create(text.contains("://") ? text : "http://" + text);
    return new InetSocketAddress(address.getHost(), address.getPort() < 0 ? 80 : address.getPort());
  }
}
