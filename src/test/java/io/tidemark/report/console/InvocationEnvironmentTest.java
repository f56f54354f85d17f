package io.tidemark.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Only what a person put there on purpose is told of the environment. */
class InvocationEnvironmentTest {

  @Test
  void theCustomVariablesAreTakenWithoutTheirPrefix() {
    Map<String, String> environment =
        Map.of("DBT_ENV_CUSTOM_ENV_TEAM", "data", "DBT_ENV_SECRET_KEY", "hush", "PATH", "/bin");

    assertThat(InvocationEnvironment.custom(environment))
        .containsExactly(Map.entry("TEAM", "data"));
  }
}
