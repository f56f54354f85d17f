package io.tidemark.schedule.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.render.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Whatever a value is, its reader gets it back. */
class QuotingTest {

  static Stream<String> values() {
    return Stream.of(
        "plain",
        "",
        "two words",
        "it's \"quoted\"",
        "$HOME `id` $(id) ${x}",
        "50 %, %n and %%",
        "a;b|c&d>e<f*g?h[i]~!#",
        "back\\slash\\",
        "{{ ds }} {% if %} {# no #}",
        "=begin",
        "-x",
        "- a: [b, {c: d}]",
        "null",
        "1e3",
        "Zürich \u2028 \ufeff 東京 😀",
        "'''\"\"\"",
        "\u007f\u0085\u0001");
  }

  @ParameterizedTest
  @MethodSource("values")
  void aShellReadsIt(String value) {
    String line = ShellText.line(List.of("printf", "%s", value));

    assertThat(Programs.run("", "sh", "-c", line).text()).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("values")
  void aShellReadsItAfterCron(String value) {
    String line = "printf '\\%s' " + CrontabText.quoted(value);

    assertThat(line.replace("\\%", "")).doesNotContain("%");
    assertThat(Programs.run("", "sh", "-c", line.replace("\\%", "%")).text()).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("values")
  void yamlReadsIt(String value) {
    Object read = new Yaml().load("a: [" + YamlText.quoted(value) + ", b]\n");

    assertThat(read).isEqualTo(Map.of("a", List.of(value, "b")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void pythonReadsIt(String value) {
    Programs.need("python3");
    String program =
        "import sys; sys.stdout.buffer.write(%s.encode())".formatted(PythonText.quoted(value));

    assertThat(Programs.run(program, "python3", "-").text()).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("values")
  void jinjaPrintsIt(String value) {
    assertThat(
            Environment.standard().parse("x", JinjaText.literal(value)).render(Scope.of(Map.of())))
        .isEqualTo(value);
  }

  @Test
  void systemdExpandsNothing() {
    assertThat(SystemdText.quoted("/opt/tidemark")).isEqualTo("/opt/tidemark");
    assertThat(SystemdText.quoted("a b")).isEqualTo("\"a b\"");
    assertThat(SystemdText.quoted("")).isEqualTo("\"\"");
    assertThat(SystemdText.quoted("100% of $HOME is \"it\\\""))
        .isEqualTo("\"100%% of $$HOME is \\\"it\\\\\\\"\"");
    assertThat(SystemdText.quoted("a\nb\tc\u0001")).isEqualTo("\"a\\nb\\tc\\x01\"");
    assertThat(SystemdText.line("50 %\nof it \\")).isEqualTo("50 %% of it \\.");
  }
}
