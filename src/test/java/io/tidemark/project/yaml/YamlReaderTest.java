package io.tidemark.project.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class YamlReaderTest {

  private final Problems problems = new Problems();

  @Test
  void everyValueKnowsItsPlace() {
    YamlMapping root = mapping("models:\n  - name: orders\n    tags: [a, b]\n");

    YamlSequence models = (YamlSequence) root.get("models");
    YamlMapping orders = (YamlMapping) models.items().get(0);

    assertThat(orders.get("name").place().reference()).isEqualTo("f.yml:2:11");
    assertThat(orders.placeOf("tags").reference()).isEqualTo("f.yml:3:5");
    assertThat(orders.get("tags").place().text()).isEqualTo("    tags: [a, b]");
  }

  @Test
  void acceptsAByteOrderMarkAndWindowsLineBreaks() {
    YamlMapping root = mapping("\uFEFFname: shop\r\nprofile: dev\r\n");

    assertThat(root.value()).isEqualTo(Map.of("name", "shop", "profile", "dev"));
    assertThat(root.get("profile").place().reference()).isEqualTo("f.yml:2:10");
  }

  /** As libyaml, which dbt uses; elsewhere tabs are errors there too. */
  @Test
  void tabsMayStandAfterAColonOrADash() {
    YamlMapping root = mapping("name: \tshop\ntags:\n  -\ta\ttab\n  - \tb\n");

    assertThat(root.value()).isEqualTo(Map.of("name", "shop", "tags", List.of("a\ttab", "b")));
    assertThat(root.get("name").place().reference()).isEqualTo("f.yml:1:8");
  }

  @Test
  void aKeyIsFoundByItsTextAndKeepsItsType() {
    YamlMapping root = mapping("on: 1\n2: two\n");

    assertThat(root.get("on").value()).isEqualTo(1L);
    assertThat(root.value()).isEqualTo(Map.of(true, 1L, 2L, "two"));
  }

  @Test
  void followsAliasesAndMergeKeysAsPyYamlDoes() {
    YamlMapping root =
        mapping(
            """
            base: &base {a: 1, b: 2}
            more: &more {b: 3, c: 4}
            one: {<<: *base, b: 5}
            both: {<<: [*base, *more], d: 6}
            """);

    assertThat(root.get("one").value()).isEqualTo(Map.of("a", 1L, "b", 5L));
    assertThat(root.get("both").value()).isEqualTo(Map.of("a", 1L, "b", 2L, "c", 4L, "d", 6L));
    assertThat(problems.warnings()).isEmpty();
  }

  @Test
  void anEmptyFileHasNoValue() {
    assertThat(YamlReader.read(SourceText.of("f.yml", ""), problems)).isNull();
    assertThat(YamlReader.read(SourceText.of("f.yml", "# only\n"), problems)).isNull();
    assertThat(problems.errors()).isEmpty();
  }

  @Test
  void aKeyThatIsWrittenTwiceIsAWarningAndTheLastCounts() {
    YamlMapping root = mapping("a: 1\nb: 2\na: 3\n");

    assertThat(root.get("a").value()).isEqualTo(3L);
    assertThat(problems.warnings())
        .extracting(Problem::render)
        .containsExactly(
            """
            The key "a" is written twice in one mapping
              f.yml:3:1
                3 | a: 3
                  | ^
              f.yml:1:1
                1 | a: 1
                  | ^
              The last one is used, as in dbt.
              Remove one of them.\
            """);
  }

  @Test
  void aTabInTheIndentationIsSaidToBeOne() {
    assertThat(error("models:\n\t- name: orders\n"))
        .isEqualTo(
            """
            A tab is used for indentation; YAML allows only spaces
              f.yml:2:1
                2 | 	- name: orders
                  | ^
              Replace the tab by spaces, as many as the lines beside it have.\
            """);
    assertThat(error("a:\n  b: 1\n\tc: 2\n")).startsWith("A tab is used for indentation");
  }

  @Test
  void aKeyAtTheWrongPlaceIsShownWithACaret() {
    assertThat(error("name: shop\n  profile: dev\n"))
        .isEqualTo(
            """
            This is not valid YAML
              f.yml:2:10
                2 |   profile: dev
                  |          ^
              A key is not allowed at this place.
              Check the indentation and the colon of the line above, and put quotes around a text that contains ": ".\
            """);
  }

  @Test
  void wrongIndentationIsExplained() {
    assertThat(error("a:\n    b: 1\n  c: 2\n"))
        .contains(
            "f.yml:3:3", "not indented like the lines it belongs to", "same number of spaces");
  }

  @Test
  void anOpenQuoteIsShownWhereItBegins() {
    assertThat(error("a: 1\nb: \"open\nc: 2\n"))
        .isEqualTo(
            """
            This quote is never closed
              f.yml:2:4
                2 | b: "open
                  |    ^
              Close the quote, or double it where it is part of the text.\
            """);
  }

  @Test
  void aKeyWithoutItsColonIsExplained() {
    assertThat(error("a: 1\nname\nb: 2\n")).contains("without its colon", "f.yml:");
    assertThat(error("name shop\nprofile: dev\n")).contains("f.yml:2:8", "colon of the line above");
  }

  @Test
  void anUnquotedTemplateIsToldToBeQuoted() {
    assertThat(error("schema: {{ var('s') }}\n"))
        .contains("A template in YAML must be in quotes", "f.yml:1:", "\"{{ … }}\"");
    assertThat(error("schema: {% if x %}a{% endif %}\n")).contains("a template in YAML must be");
  }

  @Test
  void tagsThatNameClassesAreRefused() {
    assertThat(error("a: !!javax.script.ScriptEngineManager [1]\n"))
        .contains("The YAML tag !!javax.script.ScriptEngineManager is not known here", "f.yml:1:4");
    assertThat(error("a: !!python/object/apply:os.system ['true']\n"))
        .contains("is not known here");
    assertThat(error("a: !custom x\n")).contains("The YAML tag !custom is not known here");
  }

  @Test
  void aValueThatDoesNotFitItsTagIsRefused() {
    assertThat(error("a: !!int abc\n")).contains("does not fit its tag !!int", "f.yml:1:4");
  }

  @Test
  void anUndefinedAliasIsRefused() {
    assertThat(error("a: *gone\n")).contains("f.yml:1:4", "An alias that no anchor defines");
  }

  @Test
  void aValueThatContainsItselfIsRefused() {
    assertThat(error("a: &a [1, *a]\n")).contains("contains itself through an alias");
  }

  @Test
  void aliasesCanNotGrowAFileWithoutEnd() {
    StringBuilder bomb = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level < 9; level++) {
      String alias = "*l" + (level - 1);
      bomb.append("l%d: &l%d [".formatted(level, level))
          .append(String.join(", ", List.of(alias, alias, alias, alias, alias, alias, alias)))
          .append("]\n");
    }

    assertThat(error(bomb.toString())).contains("grows beyond every measure", "2,000,000");
  }

  @Test
  void nestingIsLimited() {
    assertThat(error("[".repeat(200) + "]".repeat(200)))
        .contains("nested more than 100 levels deep", "f.yml:1:101");
  }

  @Test
  void twoDocumentsAreRefused() {
    assertThat(error("a: 1\n---\nb: 2\n")).contains("more than one YAML document", "f.yml:2:1");
  }

  @Test
  void aCharacterThatYamlForbidsIsNamed() {
    assertThat(error("a: 1\nb: x\u0007y\n")).contains("U+0007", "f.yml:2:5");
  }

  @Test
  void aMergeKeyMustNameAMapping() {
    assertThat(error("a: {<<: 5}\n")).contains("A merge key", "Found the number 5.");
  }

  @Test
  void neitherTheLineNorTheParserTellsAPassword() {
    for (String line :
        List.of(
            "password: *hunter2",
            "password: !hunter2",
            "password: @hunter2",
            "password: \"hunter2",
            "password: hunter2: x",
            "\tpassword: hunter2",
            "password: {{ hunter2 }}",
            "password: !!int hunter2",
            "password: [hunter2",
            "password hunter2\nhost: x")) {
      Problems found = new Problems();
      YamlReader.read(SourceText.withSecrets("profiles.yml", line + "\n"), found);

      assertThat(found.errors()).as(line).isNotEmpty();
      assertThat(found.errors().toString()).as(line).doesNotContain("hunter2");
    }
  }

  private YamlMapping mapping(String text) {
    YamlNode root = YamlReader.read(SourceText.of("f.yml", text), problems);
    assertThat(problems.errors()).isEmpty();
    return (YamlMapping) root;
  }

  private static String error(String text) {
    Problems found = new Problems();
    assertThat(YamlReader.read(SourceText.of("f.yml", text), found)).isNull();
    assertThat(found.errors()).hasSize(1);
    return found.errors().get(0).render();
  }
}
