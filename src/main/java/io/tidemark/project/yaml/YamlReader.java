package io.tidemark.project.yaml;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads one YAML document into a tree of values with places. Types are YAML's own, as PyYAML's safe
 * loader has them: no tag can name a class. Stateless; safe for use by several threads.
 */
public final class YamlReader {

  private static final int DEEPEST_NESTING = 100;
  private static final int LONGEST_DOCUMENT = 64 * 1024 * 1024;

  private YamlReader() {}

  /**
   * Reads a document.
   *
   * @param problems receives malformed YAML as an error and a key that is written twice as a
   *     warning (dbt warns and takes the last)
   * @return the document's value; null where it is empty or malformed
   */
  public static @Nullable YamlNode read(SourceText source, Problems problems) {
    try {
      Node root = composeWithTabs(source.text());
      return root == null ? null : new YamlTree(source, problems).convert(root);
    } catch (MarkedYAMLException malformed) {
      problems.add(YamlErrors.problem(source, malformed));
    } catch (YAMLException malformed) {
      Mark deep = tooDeep(source.text());
      problems.add(
          deep == null
              ? YamlErrors.problem(source, malformed)
              : Problem.of("This is nested more than %d levels deep".formatted(DEEPEST_NESTING))
                  .at(source.at(deep.getLine() + 1, deep.getColumn() + 1))
                  .next("Close brackets that were left open, or write it flatter."));
    } catch (ProjectException invalid) {
      problems.add(invalid);
    }
    return null;
  }

  /**
   * The document as snakeyaml has it, with the types that PyYAML gives plain values; null where it
   * is empty.
   *
   * @throws YAMLException where it is malformed
   */
  public static @Nullable Node compose(SourceText source) {
    return composeWithTabs(source.text());
  }

  /** What gives plain values the types that PyYAML gives them. */
  public static Resolver resolver() {
    return new PyYamlResolver();
  }

  /**
   * dbt's parser (libyaml) takes tabs for blanks after a colon or a dash; the one here does not. So
   * where it stumbles over such a tab, that becomes a blank.
   */
  private static @Nullable Node composeWithTabs(String text) {
    String tried = text;
    while (true) {
      try {
        return compose(tried);
      } catch (MarkedYAMLException malformed) {
        String mended = withoutTab(tried, malformed.getProblemMark());
        if (mended == null) {
          throw malformed;
        }
        tried = mended;
      }
    }
  }

  private static @Nullable String withoutTab(String text, @Nullable Mark mark) {
    if (mark == null || mark.getIndex() >= text.codePointCount(0, text.length())) {
      return null;
    }
    int start = text.offsetByCodePoints(0, mark.getIndex());
    int end = start;
    while (end < text.length() && text.charAt(end) == '\t') {
      end++;
    }
    int line = text.lastIndexOf('\n', start) + 1;
    boolean separates = end > start && !text.substring(line, start).isBlank();
    return separates
        ? text.substring(0, start) + " ".repeat(end - start) + text.substring(end)
        : null;
  }

  /**
   * Where the document is nested too deeply, which the composer does not say; null if it is not.
   */
  private static @Nullable Mark tooDeep(String text) {
    ParserImpl events = new ParserImpl(new StreamReader(text), new LoaderOptions());
    int depth = 0;
    try {
      while (events.peekEvent() != null) {
        Event event = events.getEvent();
        if (event instanceof CollectionStartEvent && ++depth > DEEPEST_NESTING) {
          return event.getStartMark();
        }
        if (event instanceof CollectionEndEvent) {
          depth--;
        }
      }
    } catch (YAMLException other) {
      return null;
    }
    return null;
  }

  private static @Nullable Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST_NESTING);
    options.setCodePointLimit(LONGEST_DOCUMENT);
    // YamlTree limits what aliases make of a file and refuses unknown tags, with better words.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setTagInspector(tag -> true);
    return new Composer(new AnchorsOnce(text, options), new PyYamlResolver(), options)
        .getSingleNode();
  }
}
