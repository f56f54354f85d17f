package io.tidemark.graph.select;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.List;

/** Reads arguments into terms, and collects what is wrong with all of them. */
final class TermParser {

  private final CriterionParser criteria;
  private final Problems problems = new Problems();

  TermParser(CriterionParser criteria) {
    this.criteria = criteria;
  }

  /** What was wrong with the arguments so far. */
  List<Problem> problems() {
    return problems.errors();
  }

  /** The terms of the arguments; those that can't be understood are left out. */
  List<Term> parse(List<String> arguments) {
    List<Term> terms = new ArrayList<>();
    for (String argument : arguments) {
      for (String text : argument.strip().split("\\s+", -1)) {
        if (!text.isEmpty()) {
          terms.add(term(text));
        }
      }
    }
    return terms;
  }

  private Term term(String text) {
    List<Criterion> parsed = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        parsed.add(criteria.parse(part, text));
      } catch (ProjectException e) {
        problems.add(e);
      }
    }
    return new Term(text, parsed, criteria.mode());
  }
}
