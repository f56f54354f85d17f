package io.tidemark.project.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The values are those that PyYAML 6's safe loader gives. */
@NullUnmarked
class PyYamlScalarsTest {

  static Stream<Arguments> scalars() {
    return Stream.of(
        Arguments.of("yes", true),
        Arguments.of("No", false),
        Arguments.of("on", true),
        Arguments.of("OFF", false),
        Arguments.of("true", true),
        Arguments.of("y", "y"),
        Arguments.of("tRue", "tRue"),
        Arguments.of("'yes'", "yes"),
        Arguments.of("\"5\"", "5"),
        Arguments.of("5", 5L),
        Arguments.of("-7", -7L),
        Arguments.of("+7", 7L),
        Arguments.of("1_000", 1000L),
        Arguments.of("010", 8L),
        Arguments.of("0o10", "0o10"),
        Arguments.of("08", "08"),
        Arguments.of("0x1F", 31L),
        Arguments.of("0b101", 5L),
        Arguments.of("1:30", 90L),
        Arguments.of("9223372036854775808", new BigInteger("9223372036854775808")),
        Arguments.of("1.5", 1.5),
        Arguments.of("1.", 1.0),
        Arguments.of(".5", 0.5),
        Arguments.of("1.0e+3", 1000.0),
        Arguments.of("1e3", "1e3"),
        Arguments.of("1.0e3", "1.0e3"),
        Arguments.of("-.inf", Double.NEGATIVE_INFINITY),
        Arguments.of(".NaN", Double.NaN),
        Arguments.of("1.0.0", "1.0.0"),
        Arguments.of("~", null),
        Arguments.of("null", null),
        Arguments.of("nULL", "nULL"),
        Arguments.of("2024-01-31", "2024-01-31"),
        Arguments.of("2024-01-31 10:20:30", "2024-01-31T10:20:30"),
        Arguments.of("2024-1-3 1:20:30.5", "2024-01-03T01:20:30.500000"),
        Arguments.of("2024-01-31T10:20:30Z", "2024-01-31T10:20:30+00:00"),
        Arguments.of("2024-01-31 10:20:30 -5", "2024-01-31T10:20:30-05:00"),
        Arguments.of("2024-13-31 10:20:30", "2024-13-31 10:20:30"),
        Arguments.of("!!str 5", "5"),
        Arguments.of("!!int \"5\"", 5L),
        Arguments.of("a # comment", "a"),
        Arguments.of("view", "view"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalars")
  void readsAScalarAsPyYamlDoes(String written, @Nullable Object value) {
    Problems problems = new Problems();

    YamlNode root = YamlReader.read(SourceText.of("f.yml", "key: " + written), problems);

    assertThat(problems.errors()).isEmpty();
    assertThat(((YamlMapping) root).get("key").value()).isEqualTo(value);
  }
}
