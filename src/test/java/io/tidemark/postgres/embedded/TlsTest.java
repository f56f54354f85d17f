package io.tidemark.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.ConnectionProblem;
import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.SslMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections are encrypted and servers verified as libpq's sslmode says. */
class TlsTest {

  private static final String STORE_PASSWORD = "changeit";

  private static Path folder;
  private static EmbeddedServer server;

  /** A server whose certificate is for 127.0.0.1 and signed by itself. */
  @BeforeAll
  static void startServerWithCertificate(@TempDir Path project)
      throws IOException, GeneralSecurityException {
    folder = project;
    ClusterFiles files = new ClusterFiles(project.resolve("postgres"));
    EmbeddedServer.start(options(files).build()).close();
    makeCertificate("server", "127.0.0.1");
    makeCertificate("stranger", "127.0.0.1");
    int owner = Folders.ownerOf(files.data());
    for (String name : List.of("server.crt", "server.key")) {
      Path copy = Files.copy(project.resolve(name), files.data().resolve(name));
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
      Files.setAttribute(copy, "unix:uid", owner);
    }
    server = EmbeddedServer.start(options(files).setting("ssl", "on").build());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void preferTakesTlsWhereItIsOfferedAndDisableDoesNot() {
    assertThat(isEncrypted(settings(SslMode.PREFER).build())).isEqualTo("t");
    assertThat(isEncrypted(settings(SslMode.REQUIRE).build())).isEqualTo("t");
    assertThat(isEncrypted(settings(SslMode.DISABLE).build())).isEqualTo("f");
  }

  @Test
  void verifyingTrustsTheRootCertificateOfTheSettings() {
    Path root = folder.resolve("server.crt");

    assertThat(isEncrypted(settings(SslMode.VERIFY_CA).sslRootCert(root).build())).isEqualTo("t");
    assertThat(isEncrypted(settings(SslMode.VERIFY_FULL).sslRootCert(root).build())).isEqualTo("t");
  }

  @Test
  void verifyingRefusesAnotherRoot() {
    ConnectionSettings settings =
        settings(SslMode.VERIFY_CA).sslRootCert(folder.resolve("stranger.crt")).build();

    assertThatThrownBy(() -> isEncrypted(settings))
        .isInstanceOfSatisfying(
            ConnectionException.class,
            failure -> assertThat(failure.problem()).isEqualTo(ConnectionProblem.TLS_FAILED));
  }

  @Test
  void verifyFullRefusesAnotherName() {
    ConnectionSettings settings =
        settings(SslMode.VERIFY_FULL)
            .host("localhost")
            .sslRootCert(folder.resolve("server.crt"))
            .build();

    assertThatThrownBy(() -> isEncrypted(settings))
        .isInstanceOfSatisfying(
            ConnectionException.class,
            failure -> assertThat(failure.problem()).isEqualTo(ConnectionProblem.TLS_FAILED));
  }

  private static EmbeddedOptions.Builder options(ClusterFiles files) {
    return EmbeddedOptions.builder(files.data()).database("shop").user("tidemark");
  }

  private static ConnectionSettings.Builder settings(SslMode mode) {
    return server.settings().toBuilder().sslMode(mode);
  }

  private static String isEncrypted(ConnectionSettings settings) {
    return new Sql(settings).text("select ssl from pg_stat_ssl where pid = pg_backend_pid()");
  }

  /** Writes {@code <name>.crt} and {@code <name>.key}, both PEM. */
  private static void makeCertificate(String name, String address)
      throws IOException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    Command.Outcome made =
        Command.of(
                List.of(),
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:" + address,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD)
            .run();
    assertThat(made.exitCode()).as(made.output()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store)) {
      keys.load(stream, STORE_PASSWORD.toCharArray());
    }
    byte[] key = keys.getKey(name, STORE_PASSWORD.toCharArray()).getEncoded();
    writePem(folder.resolve(name + ".key"), "PRIVATE KEY", key);
    writePem(folder.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate(name).getEncoded());
  }

  private static void writePem(Path file, String label, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n");
  }
}
