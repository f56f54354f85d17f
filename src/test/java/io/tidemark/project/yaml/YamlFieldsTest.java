package io.tidemark.project.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class YamlFieldsTest {

  private final Problems problems = new Problems();

  @Test
  void valuesAreReadAsTheTypesTheyMustHave() {
    YamlFields fields =
        fields("t: text\nn: 007\nb: yes\ni: 5\nq: '5'\nl: [a, 1]\none: x\nm: {a: 1}\ne:\n");

    assertThat(fields.text("t")).isEqualTo("text");
    assertThat(fields.text("n")).isEqualTo("007");
    assertThat(fields.bool("b")).isTrue();
    assertThat(fields.integer("i", 0, 9)).isEqualTo(5);
    assertThat(fields.integer("q", 0, 9)).isEqualTo(5);
    assertThat(fields.texts("l")).containsExactly("a", "1");
    assertThat(fields.texts("one")).containsExactly("x");
    assertThat(fields.mapping("m").keys()).containsExactly("a");
    assertThat(fields.list("l")).hasSize(2);
    assertThat(problems.errors()).isEmpty();
  }

  @Test
  void aKeyWithoutAValueCountsAsMissing() {
    YamlFields fields = fields("e:\n");

    for (String key : List.of("e", "nothing")) {
      assertThat(fields.text(key)).isNull();
      assertThat(fields.text(key, "default")).isEqualTo("default");
      assertThat(fields.bool(key)).isNull();
      assertThat(fields.integer(key, 0, 9)).isNull();
      assertThat(fields.texts(key)).isEmpty();
      assertThat(fields.mapping(key)).isNull();
      assertThat(fields.list(key)).isEmpty();
      assertThat(fields.mappings(key)).isEmpty();
    }
    assertThat(problems.errors()).isEmpty();
  }

  @Test
  void everyValueOfTheWrongTypeIsToldWithWhatWasFound() {
    YamlFields fields = fields("a: [1]\nb: {x: 1}\nc: 'a\n  b'\nd: 5\n");

    fields.text("a");
    fields.bool("b");
    fields.integer("c", 1, 9);
    fields.mapping("d");
    fields.list("d");
    fields.texts("b");

    assertThat(problems.errors())
        .extracting(Problem::what, Problem::found)
        .containsExactly(
            tuple("\"a\" must be a text", "Found a list."),
            tuple("\"b\" must be true or false", "Found a mapping."),
            tuple("\"c\" must be a whole number from 1 to 9", "Found the text \"a b\"."),
            tuple("\"d\" must be a mapping of keys to values", "Found the number 5."),
            tuple("\"d\" must be a list", "Found the number 5."),
            tuple("\"b\" must be a text or a list of texts", "Found a mapping."));
  }

  @Test
  void anUnknownKeyOfOurOwnYamlIsAnErrorWithTheNearest() {
    fields("into: raw\nwatermrk: x\n").rejectUnknown(List.of("into", "watermark"));

    assertThat(problems.errors())
        .extracting(Problem::render)
        .containsExactly(
            """
            There is no key "watermrk" here
              f.yml:2:1
                2 | watermrk: x
                  | ^
              Allowed: into, watermark.
              Did you mean "watermark"?""");
  }

  private YamlFields fields(String text) {
    YamlNode root = YamlReader.read(SourceText.of("f.yml", text), problems);
    return new YamlFields((YamlMapping) root, problems);
  }
}
