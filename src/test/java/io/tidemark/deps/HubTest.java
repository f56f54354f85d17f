package io.tidemark.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of a hub: the newest that will do, or why none does. */
class HubTest {

  private final Map<String, byte[]> answers = new LinkedHashMap<>();
  private final HttpServer server;
  private final PackagesOnDisk shop;

  HubTest(@TempDir Path folder) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = answers.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(answer == null ? 404 : 200, answer == null ? -1 : 0);
          if (answer != null) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    server.start();
    shop = new PackagesOnDisk(folder).withHub(address(""));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theNewestVersionThatAllWillTake() throws IOException {
    hub("org/util", "util", version("1.0.0", ""), version("1.2.0", ""), version("2.0.0-b1", ""));
    hub("org/more", "more", version("0.1.0", "{\"package\":\"org/util\",\"version\":\"<1.2.0\"}"));
    shop.asking(hubEntry("org/util", "[\">=1.0.0\"]") + hubEntry("org/more", "0.1.0"));

    shop.install();

    assertThat(shop.installed()).containsExactly("more", "util");
    assertThat(shop.read("dbt_packages/util/dbt_project.yml")).contains("1.0.0");
    assertThat(shop.read("package-lock.yml"))
        .contains("  - name: util\n    package: org/util\n    version: 1.0.0\n");
    assertThat(shop.told).anyMatch(line -> line.contains("There is a newer one: 1.2.0"));
  }

  @Test
  void versionsThatCantBeTogetherAreExplained() throws IOException {
    hub("org/util", "util", version("1.0.0", ""), version("2.0.0", ""));
    hub("org/more", "more", version("0.1.0", "{\"package\":\"org/util\",\"version\":\"<2.0.0\"}"));
    shop.asking(hubEntry("org/util", "2.0.0") + hubEntry("org/more", "0.1.0"));

    assertThatThrownBy(shop::install)
        .hasMessageContaining("No version of org/util will do")
        .hasMessageContaining("packages.yml asks for org/util =2.0.0")
        .hasMessageContaining("more asks for org/util <2.0.0")
        .hasMessageContaining("Ask for one of: 1.0.0, 2.0.0.");
  }

  @Test
  void whatTheHubDoesNotHave() {
    shop.asking(hubEntry("org/util", "1.0.0"));

    assertThatThrownBy(shop::install).hasMessageContaining("The hub has no package \"org/util\"");
  }

  @Test
  void aHubThatCantBeReachedIsNoReasonToStop() {
    server.stop(0);
    shop.asking(hubEntry("org/util", "1.0.0"));

    assertThatThrownBy(shop::install)
        .hasMessageContaining("can't be reached from here")
        .hasMessageContaining("\"git:\"");
  }

  @Test
  void anArchiveThatWritesElsewhereIsRefused() throws IOException {
    answers.put("/evil.tgz", archive(Map.of("util/../../../evil.sql", "x")));
    shop.asking("  - tarball: \"" + address("evil.tgz") + "\"\n    name: evil\n");

    assertThatThrownBy(shop::install).hasMessageContaining("leads out of the folder");
    assertThat(shop.root().resolveSibling("evil.sql")).doesNotExist();
  }

  @Test
  void anArchiveByItsAddress() throws IOException {
    answers.put("/util.tgz", archive(Map.of("any-1.0/dbt_project.yml", "name: util\n")));
    shop.asking("  - tarball: \"" + address("util.tgz") + "\"\n    name: util\n").install();

    assertThat(shop.installed()).containsExactly("util");
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
  }

  private static String hubEntry(String name, String version) {
    return "  - package: " + name + "\n    version: " + version + "\n";
  }

  /** Two texts: the version, and what it needs as JSON. */
  private static String[] version(String version, String needs) {
    return new String[] {version, needs};
  }

  private void hub(String name, String project, String[]... versions) throws IOException {
    StringBuilder json = new StringBuilder("{\"name\":\"x\",\"versions\":{");
    for (String[] version : versions) {
      String file = project + "-" + version[0] + ".tgz";
      answers.put(
          "/" + file,
          archive(
              Map.of(
                  file.replace(".tgz", "/dbt_project.yml"),
                  "name: " + project + "\nversion: \"" + version[0] + "\"\n")));
      json.append(json.toString().endsWith("{") ? "" : ",")
          .append("\"%s\":{\"name\":\"%s\",".formatted(version[0], project))
          .append("\"packages\":[%s],".formatted(version[1]))
          .append("\"downloads\":{\"tarball\":\"%s\"}}".formatted(address(file)));
    }
    byte[] answer = json.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    answers.put("/api/v1/" + name + ".json", answer);
  }

  private static byte[] archive(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
