package io.tidemark.jinja;

import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.syntax.ParsedBlock;
import io.tidemark.jinja.tree.Constant;
import io.tidemark.jinja.tree.Expression;
import io.tidemark.jinja.tree.ListLiteral;
import io.tidemark.jinja.tree.MacroDefinition;
import io.tidemark.jinja.tree.MacroFunction;
import io.tidemark.jinja.value.CallListener;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A definition at the top of a template. Immutable. */
public final class TemplateBlock {
  /** What is defined. */
  public enum Kind {
    MACRO,
    /** A generic test: {@code test} or {@code data_test}. */
    TEST,
    MATERIALIZATION,
    SNAPSHOT,
    /** Text that is not rendered. */
    DOCS
  }

  private final Template template;
  private final ParsedBlock parsed;

  TemplateBlock(Template template, ParsedBlock parsed) {
    this.template = template;
    this.parsed = parsed;
  }

  public Template template() {
    return template;
  }

  public Kind kind() {
    return Kind.valueOf(parsed.tag().toUpperCase(Locale.ROOT));
  }

  /** The name as it is written. */
  public String name() {
    return parsed.name();
  }

  /** The adapter of a materialization: {@code default} if none is named; null for other kinds. */
  public @Nullable String adapter() {
    return parsed.adapter();
  }

  /**
   * The languages whose nodes a materialization can make, {@code [sql]} if it says nothing; none
   * for other kinds, and where they are not written down as texts.
   */
  public List<String> languages() {
    MacroDefinition macro = parsed.macro();
    if (kind() != Kind.MATERIALIZATION || macro == null) {
      return List.of();
    }
    List<String> languages = new ArrayList<>();
    for (Expression languagesOf : macro.defaults()) {
      if (languagesOf instanceof ListLiteral list) {
        for (Expression item : list.items()) {
          if (item instanceof Constant constant && constant.value() instanceof String language) {
            languages.add(language);
          }
        }
      }
    }
    return languages;
  }

  /** The line of its opening tag, counted from 1. */
  public int line() {
    return parsed.line();
  }

  /** The line on which {@link #contents} begin, counted from 1. */
  public int contentLine() {
    return 1
        + (int)
            template.source().chars().limit(parsed.contentStart()).filter(c -> c == '\n').count();
  }

  /** The names of the parameters; none for snapshots and docs. */
  public List<String> arguments() {
    MacroDefinition macro = parsed.macro();
    return macro == null ? List.of() : macro.parameters();
  }

  /**
   * The name under which the template itself knows it: {@code test_…} and so on for dbt's kinds.
   */
  public String boundName() {
    MacroDefinition macro = parsed.macro();
    return macro == null ? name() : macro.name();
  }

  /**
   * The source from the opening tag to the end of the closing tag; as in dbt with the white space
   * around that the tags take away, and with the line ends that were written.
   */
  public String source() {
    String text = template.source();
    int start = parsed.start();
    if (text.startsWith("{%-", start)) {
      while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
        start--;
      }
      if (text.startsWith("-%}", start - 3)) {
        // What ends there has taken it.
        start = parsed.start();
      }
    }
    int end = parsed.end();
    if (text.startsWith("-%}", end - 3)) {
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
    }
    return template.asWritten(start, end);
  }

  /** The source between the tags; of docs the text itself. */
  public String contents() {
    return template.source().substring(parsed.contentStart(), parsed.contentEnd());
  }

  /**
   * As {@link #contents}, with the line ends that were written, and without the white space that
   * the closing tag takes away.
   */
  public String contentsAsWritten() {
    String text = template.source();
    int end = parsed.contentEnd();
    if (text.startsWith("{%-", end)) {
      while (end > parsed.contentStart() && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
    }
    return template.asWritten(parsed.contentStart(), end);
  }

  /**
   * Binds what can be called to a scope: its body sees that and nothing of its callers, nor of the
   * template around it.
   *
   * @throws IllegalStateException for snapshots and docs, which can't be called
   */
  public MacroFunction bind(Scope scope) {
    return bind(scope, CallListener.NOBODY);
  }

  /** As the other; the listener hears of calls. */
  public MacroFunction bind(Scope scope, CallListener listener) {
    MacroDefinition macro = parsed.macro();
    if (macro == null) {
      throw new IllegalStateException("a " + kind() + " can't be called");
    }
    return MacroFunction.bound(macro, scope, listener);
  }

  /** Renders the body of a snapshot (or any block) as a template of its own. */
  public String render(Scope scope, UndefinedMode mode) {
    return template.renderText(parsed.body(), scope, mode);
  }
}
