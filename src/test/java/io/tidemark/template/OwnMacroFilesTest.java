package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.jinja.TemplateBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The engine's own macros are found without parsing their files, as the parser finds them. */
class OwnMacroFilesTest {

  @Test
  void everyFileIsDividedAsTheParserDividesIt() {
    assertThat(OwnMacros.texts()).hasSizeGreaterThan(30);
    OwnMacros.texts()
        .forEach(
            (file, text) ->
                assertThat(MacroText.of(text))
                    .as(file)
                    .extracting(MacroText::name, MacroText::source, MacroText::line)
                    .containsExactlyElementsOf(
                        blocks(file, text).stream()
                            .map(one -> tuple(one.boundName(), one.source(), one.line()))
                            .toList()));
  }

  @Test
  void aMacroParsedByItselfIsTheOneOfItsFile() {
    Map<String, TemplateBlock> inFiles = new HashMap<>();
    OwnMacros.texts()
        .forEach(
            (file, text) ->
                blocks(file, text).forEach(block -> inFiles.put(block.boundName(), block)));

    for (Macro macro : OwnMacros.read(TemplateEngine.environment()).values()) {
      TemplateBlock inFile = inFiles.get(macro.name());

      assertThat(macro.block())
          .as(macro.name())
          .extracting(
              TemplateBlock::boundName,
              TemplateBlock::source,
              TemplateBlock::line,
              TemplateBlock::arguments,
              TemplateBlock::kind)
          .containsExactly(
              inFile.boundName(), macro.source(), inFile.line(), inFile.arguments(), inFile.kind());
    }
  }

  private static List<TemplateBlock> blocks(String file, String text) {
    return TemplateEngine.environment().parse(file, text).blocks();
  }
}
