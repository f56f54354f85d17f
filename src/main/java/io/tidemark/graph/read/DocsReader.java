package io.tidemark.graph.read;

import io.tidemark.graph.DocsBlock;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.value.UndefinedMode;
import io.tidemark.project.Project;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.template.TemplateEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds docs blocks in a package's {@code .md} files. What is around them is no template; they are,
 * and know of nothing, as in dbt: so one may hold braces in a {@code raw} block.
 */
final class DocsReader {

  private static final Pattern BLOCK =
      Pattern.compile(
          "\\{%-?\\s*docs\\s+(?<name>\\w+)\\s*-?%\\}(?<text>.*?)\\{%-?\\s*enddocs\\s*-?%\\}",
          Pattern.DOTALL);
  private static final Pattern BEGIN = Pattern.compile("\\{%-?\\s*docs\\b");

  private static final Pattern TEMPLATE = Pattern.compile("\\{[{%#]");

  private DocsReader() {}

  /**
   * The blocks by unique id.
   *
   * @param problems is given what is wrong: a name twice, a block without an end
   */
  static Map<String, DocsBlock> read(Project owner, Problems problems) {
    Map<String, DocsBlock> blocks = new LinkedHashMap<>();
    for (SourceFile file : owner.files().of(FileKind.DOCS)) {
      Matcher block = BLOCK.matcher(file.text());
      int end = 0;
      while (block.find()) {
        end = block.end();
        add(owner, file, block, blocks, problems);
      }
      Matcher unended = BEGIN.matcher(file.text());
      if (unended.find(end)) {
        problems.add(
            Problem.of("A docs block has no name, or no end")
                .at(file.source().atOffset(unended.start()))
                .next("Write {% docs name %} before the text and {% enddocs %} behind it."));
      }
    }
    return blocks;
  }

  private static String contents(SourceFile file, Matcher block, Problems problems) {
    String text = block.group("text");
    if (!TEMPLATE.matcher(text).find()) {
      return text;
    }
    try {
      return TemplateEngine.environment()
          .parse(file.shownPath(), text)
          .render(Scope.of(Map.of()), UndefinedMode.CHAINABLE);
    } catch (TemplateException e) {
      problems.add(Problem.of(e.problem()).at(file.source().atOffset(block.start("text"))));
      return text;
    }
  }

  private static void add(
      Project owner,
      SourceFile file,
      Matcher block,
      Map<String, DocsBlock> blocks,
      Problems problems) {
    String name = block.group("name");
    String id = "doc." + owner.name() + "." + name;
    DocsBlock first =
        blocks.putIfAbsent(
            id,
            new DocsBlock(
                id,
                owner.name(),
                name,
                file.relativePath(),
                file.path(),
                contents(file, block, problems).strip()));
    if (first != null) {
      problems.add(
          Problem.of("There are two docs blocks named \"" + name + "\"")
              .at(file.source().atOffset(block.start()))
              .found("The other one is in " + first.originalPath() + ".")
              .next("Rename or remove one of them."));
    }
  }
}
