package io.tidemark.project.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class YamlRenderingTest {

  private final Problems problems = new Problems();

  @Test
  void rendersTemplatesOnlyAndKeepsPlaces() {
    YamlMapping root = mapping("a: \"{{ x }}\"\nb: [plain, '{% y %}']\nc: 5\n");

    YamlMapping rendered =
        new YamlRendering((text, place) -> text.length(), path -> true, problems).render(root);

    assertThat(rendered.value()).isEqualTo(Map.of("a", 7L, "b", List.of("plain", 7L), "c", 5L));
    assertThat(rendered.get("a").place()).isEqualTo(root.get("a").place());
  }

  @Test
  void whatIsRenderedIsForThePathToSay() {
    YamlMapping root = mapping("a: {hook: ['{{ x }}'], b: '{{ x }}'}\n");

    YamlMapping rendered =
        new YamlRendering((text, place) -> "!", path -> !path.contains("hook"), problems)
            .render(root);

    assertThat(rendered.value())
        .isEqualTo(Map.of("a", Map.of("hook", List.of("{{ x }}"), "b", "!")));
  }

  @Test
  void aRenderedMappingOrListBecomesPartOfTheTree() {
    YamlMapping rendered =
        new YamlRendering((text, place) -> Map.of("k", List.of(1, "two")), path -> true, problems)
            .render(mapping("a: '{{ x }}'\n"));

    assertThat(rendered.get("a")).isInstanceOf(YamlMapping.class);
    assertThat(rendered.value()).isEqualTo(Map.of("a", Map.of("k", List.of(1L, "two"))));
  }

  @Test
  void allFailuresAreCollected() {
    ValueRenderer failing =
        (text, place) -> {
          throw new ProjectException(Problem.of("no " + text).at(place));
        };

    new YamlRendering(failing, path -> true, problems).render(mapping("a: '{{1}}'\nb: '{{2}}'\n"));

    assertThat(problems.errors()).extracting(Problem::what).containsExactly("no {{1}}", "no {{2}}");
  }

  @Test
  void aLineBreakAtTheEndIsDroppedAsJinjaDropsIt() {
    YamlMapping rendered =
        new YamlRendering(ValueRenderer.identity(), path -> true, problems)
            .render(mapping("a: |\n  select 1\n"));

    assertThat(rendered.get("a").value()).isEqualTo("select 1");
  }

  private YamlMapping mapping(String text) {
    return (YamlMapping) YamlReader.read(SourceText.of("f.yml", text), problems);
  }
}
