package io.tidemark.graph.select;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Selectable;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code --select} and {@code --exclude} say, in dbt's grammar: white space joins, a comma
 * intersects, {@code +}, {@code 2+} and {@code @} widen along the graph. Immutable; safe for use by
 * several threads.
 *
 * <p>One thing differs from dbt: an argument in which nothing stands is an error after {@code
 * --select}, where dbt selects nothing, because it is nearly always a variable that was not set.
 */
public final class Selection {

  private final Expression expression;

  private Selection(Expression expression) {
    this.expression = expression;
  }

  /**
   * Reads the arguments, where it is not known which project is run: {@code package:this} is an
   * error.
   *
   * @param select the arguments of {@code --select}; with none, everything is selected
   * @param exclude the arguments of {@code --exclude}
   * @throws ProjectException with every criterion that can't be understood, or that needs what this
   *     version does not have
   */
  public static Selection of(List<String> select, List<String> exclude) {
    return parse(select, exclude, Vocabulary.of(null));
  }

  /**
   * As {@link #of(List, List)}, for the run of a project.
   *
   * @param project the name of the project that is run, which {@code package:this} stands for
   */
  public static Selection of(List<String> select, List<String> exclude, String project) {
    return parse(select, exclude, Vocabulary.of(project));
  }

  /**
   * What a command is asked for: {@code --selector}, else {@code --select} and {@code --exclude},
   * else the default selector, else everything.
   *
   * @throws ProjectException with everything that can't be understood
   */
  public static Selection of(SelectionRequest request) {
    Vocabulary vocabulary =
        new Vocabulary(
            request.project(), request.mode(), request.state(), request.selectors(), List.of());
    request.selectors().check(vocabulary);
    String selector = request.selector();
    if (selector == null && request.select().isEmpty() && request.exclude().isEmpty()) {
      selector = request.selectors().defaultName();
    }
    return selector == null
        ? parse(request.select(), request.exclude(), vocabulary)
        : new Selection(request.selectors().expression(selector, vocabulary));
  }

  private static Selection parse(List<String> select, List<String> exclude, Vocabulary vocabulary) {
    TermParser parser = new TermParser(new CriterionParser(vocabulary));
    List<Term> selected = parser.parse(select);
    List<Term> excluded = parser.parse(exclude);
    if (!parser.problems().isEmpty()) {
      throw new ProjectException(parser.problems());
    }
    IndirectSelection mode = vocabulary.mode();
    // As in dbt a selection of nothing but blanks, such as a script's empty variable, is nothing.
    Expression included =
        select.isEmpty()
            ? pool -> new Picked(new LinkedHashSet<>(pool.all().keySet()), Set.of())
            : new SetOperation(SetOperation.Kind.UNION, selected, mode);
    // As in dbt, tests that wait are not looked for again once something has been taken out.
    return new Selection(
        new SetOperation(
            SetOperation.Kind.DIFFERENCE,
            List.of(included, new SetOperation(SetOperation.Kind.UNION, excluded, mode)),
            IndirectSelection.EAGER));
  }

  /**
   * The ids that are selected, in the order of {@code all}.
   *
   * @param all every enabled node by its unique id; only these are ever selected
   * @param dag who reads whom; {@code +} and {@code @} also go through its nodes that are not in
   *     {@code all}
   * @throws ProjectException where a node's configuration that is asked for has a wrong type, or
   *     another run has not left what is asked for
   */
  public Set<String> apply(Map<String, ? extends Selectable> all, Dag dag) {
    Set<String> ids = new LinkedHashSet<>(all.keySet());
    ids.retainAll(expression.pick(new Pool(all, dag)).direct());
    return ids;
  }

  /**
   * A warning for each criterion, of {@code --select} or of {@code --exclude}, that matches no
   * node, with the nearest name; criteria that are joined by commas are one, as in dbt.
   */
  public List<Problem> unmatched(Map<String, ? extends Selectable> all, Dag dag) {
    Pool pool = new Pool(all, dag);
    return expression
        .terms()
        .filter(term -> Collections.disjoint(term.pick(pool).direct(), all.keySet()))
        .map(term -> UnmatchedTerm.warning(term, all.values()))
        .toList();
  }
}
