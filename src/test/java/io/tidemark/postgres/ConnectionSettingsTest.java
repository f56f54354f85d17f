package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Defaults, full mapping and messages of the connection settings. */
class ConnectionSettingsTest {

  @Test
  void theDefaultsAreDbts() {
    ConnectionSettings settings = ConnectionSettings.builder("db", "ann", "shop").build();

    assertThat(settings)
        .isEqualTo(
            new ConnectionSettings(
                "db",
                5432,
                "ann",
                null,
                "shop",
                null,
                null,
                Duration.ofSeconds(10),
                Duration.ZERO,
                SslMode.PREFER,
                null,
                null,
                null,
                "tidemark",
                1));
  }

  @Test
  void everyValueIsKeptAndCopied() {
    ConnectionSettings settings =
        ConnectionSettings.builder("?", "?", "?")
            .host("db")
            .port(6543)
            .user("ann")
            .password(Secret.of("pw"))
            .database("shop")
            .role("analyst")
            .searchPath("marts")
            .connectTimeout(Duration.ofSeconds(3))
            .keepalivesIdle(Duration.ofSeconds(60))
            .sslMode(SslMode.VERIFY_FULL)
            .sslCert(Path.of("c"))
            .sslKey(Path.of("k"))
            .sslRootCert(Path.of("r"))
            .applicationName("nightly")
            .retries(4)
            .build();

    assertThat(settings)
        .isEqualTo(
            new ConnectionSettings(
                "db",
                6543,
                "ann",
                Secret.of("pw"),
                "shop",
                "analyst",
                "marts",
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                SslMode.VERIFY_FULL,
                Path.of("c"),
                Path.of("k"),
                Path.of("r"),
                "nightly",
                4));
    assertThat(settings.toBuilder().build()).isEqualTo(settings);
  }

  @Test
  void thePasswordIsNeverShown() {
    ConnectionSettings settings =
        ConnectionSettings.builder("db", "ann", "shop").password(Secret.of("hunter2")).build();

    assertThat(settings.toString()).doesNotContain("hunter2").contains("********");
    assertThat(settings.display()).isEqualTo("postgres://ann@db:5432/shop");
    assertThat(Secret.of("")).hasToString("********");
  }

  @Test
  void whatIsOutOfRangeIsNamed() {
    ConnectionSettings.Builder builder = ConnectionSettings.builder("db", "ann", "shop");

    assertThatThrownBy(() -> builder.port(0).build()).hasMessage("port is 0 (must be 1 to 65535)");
    assertThatThrownBy(() -> builder.port(5432).retries(-1).build())
        .hasMessage("retries is -1 (must not be negative)");
    assertThatThrownBy(() -> builder.retries(0).connectTimeout(Duration.ofSeconds(-1)).build())
        .hasMessageStartingWith("connect_timeout is ");
    assertThatThrownBy(() -> ConnectionSettings.builder("", "ann", "shop").build())
        .hasMessage("host is empty");
  }

  @Test
  void sslModesGoByLibpqsWords() {
    assertThat(SslMode.named("verify-ca")).contains(SslMode.VERIFY_CA);
    assertThat(SslMode.named("VERIFY-CA")).isEmpty();
    assertThat(SslMode.PREFER.insistsOnTls()).isFalse();
    assertThat(SslMode.REQUIRE.insistsOnTls()).isTrue();
    assertThat(SslMode.VERIFY_FULL.insistsOnTls()).isTrue();
  }
}
