package io.tidemark.jinja.syntax;

import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.error.TemplateSyntaxException;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Jinja2 finds only after a template is parsed: unknown filters and tests, and what Python
 * refuses of the code that Jinja2 makes. Where a name may not be reached (inside an if), it is left
 * to the render, as Jinja2 does.
 */
final class Findings {
  private final Source source;
  private final Grammar grammar;
  private final List<TemplateSyntaxException> found = new ArrayList<>();
  private final List<TemplateSyntaxException> foundLast = new ArrayList<>();
  private boolean lenient;

  Findings(Source source, Grammar grammar) {
    this.source = source;
    this.grammar = grammar;
  }

  /** Sets whether the code that follows may not be reached; gives what was set before. */
  boolean lenient(boolean now) {
    boolean before = lenient;
    lenient = now;
    return before;
  }

  /** A mark for {@link #forgetSince}. */
  int mark() {
    return found.size();
  }

  /** Takes back what was found since the mark: it turned out to be conditional. */
  void forgetSince(int mark) {
    found.subList(mark, found.size()).clear();
  }

  /** What was found between two marks is found after all else: its code comes last. */
  void moveLast(int from, int to) {
    List<TemplateSyntaxException> moved = found.subList(from, to);
    List<TemplateSyntaxException> copy = List.copyOf(moved);
    moved.clear();
    found.addAll(copy);
  }

  void filter(String name, int line) {
    if (!lenient && !grammar.filters().contains(name)) {
      unknown("filter", name, line, grammar.filters());
    }
  }

  void test(String name, int line) {
    if (!lenient && !grammar.tests().contains(name)) {
      unknown("test", name, line, grammar.tests());
    }
  }

  private void unknown(String what, String name, int line, Set<String> known) {
    String problem = "No " + what + " named " + PythonText.repr(name) + ".";
    found.add(
        new TemplateSyntaxException(
            problem, source.place(line), name, known.stream().sorted().toList()));
  }

  /** What only Python finds, in the code that Jinja2 made once it found nothing itself. */
  void refuseLast(String problem, int line) {
    foundLast.add(new TemplateSyntaxException(problem, source.place(line)));
  }

  void refuse(String problem, int line) {
    found.add(new TemplateSyntaxException(problem, source.place(line)));
  }

  /** As {@link #refuse}, before what was found since the mark. */
  void refuseAt(int mark, String problem, int line) {
    found.add(mark, new TemplateSyntaxException(problem, source.place(line)));
  }

  void throwFirst() {
    if (!found.isEmpty()) {
      throw found.get(0);
    }
    if (!foundLast.isEmpty()) {
      throw foundLast.get(0);
    }
  }
}
