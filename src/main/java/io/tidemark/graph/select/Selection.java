package io.tidemark.graph.select;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Selectable;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --select} and {@code --exclude} say, in dbt's grammar: white space joins, a comma
 * intersects, {@code +}, {@code 2+} and {@code @} widen along the graph. Immutable; safe for use by
 * several threads.
 *
 * <p>One thing differs from dbt: an argument in which nothing stands is an error after {@code
 * --select}, where dbt selects nothing, because it is nearly always a variable that was not set.
 */
public final class Selection {

  private final List<Term> selected;
  private final List<Term> excluded;

  private Selection(List<Term> selected, List<Term> excluded) {
    this.selected = selected;
    this.excluded = excluded;
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
    return parse(select, exclude, null);
  }

  /**
   * As {@link #of(List, List)}, for the run of a project.
   *
   * @param project the name of the project that is run, which {@code package:this} stands for
   */
  public static Selection of(List<String> select, List<String> exclude, String project) {
    return parse(select, exclude, project);
  }

  private static Selection parse(
      List<String> select, List<String> exclude, @Nullable String project) {
    TermParser parser = new TermParser(new CriterionParser(project));
    List<Term> selected = parser.parse(select);
    List<Term> excluded = parser.parse(exclude);
    if (parser.problems().isEmpty() && selected.isEmpty() && !select.isEmpty()) {
      throw new ProjectException(
          Problem.of("The selection is given, but nothing stands in it")
              .next("Name what is to be selected, or leave it out to select everything."));
    }
    if (!parser.problems().isEmpty()) {
      throw new ProjectException(parser.problems());
    }
    return new Selection(selected, excluded);
  }

  /** As {@link #apply(Map, Dag, IndirectSelection)}, with dbt's default, which is eager. */
  public Set<String> apply(Map<String, ? extends Selectable> all, Dag dag) {
    return apply(all, dag, IndirectSelection.EAGER);
  }

  /**
   * The ids that are selected, in the order of {@code all}.
   *
   * @param all every enabled node by its unique id; only these are ever selected
   * @param dag who reads whom; {@code +} and {@code @} also go through its nodes that are not in
   *     {@code all}
   * @param mode which tests come with what is selected; what is excluded always takes with it all
   *     tests that read it, as in dbt
   * @throws ProjectException where a node's configuration that is asked for has a wrong type
   */
  public Set<String> apply(Map<String, ? extends Selectable> all, Dag dag, IndirectSelection mode) {
    Set<String> ids = new LinkedHashSet<>(all.keySet());
    IndirectTests tests = new IndirectTests(mode, all, dag);
    Found found =
        selected.isEmpty()
            ? new Found(new LinkedHashSet<>(ids), new LinkedHashSet<>())
            : union(selected, all, dag, tests);
    found.remove(union(excluded, all, dag, new IndirectTests(IndirectSelection.EAGER, all, dag)));
    ids.retainAll(tests.settle(found).direct());
    return ids;
  }

  private static Found union(
      List<Term> terms, Map<String, ? extends Selectable> all, Dag dag, IndirectTests tests) {
    Found found = Found.none();
    terms.forEach(term -> found.add(term.resolve(all, dag, tests)));
    return tests.settle(found);
  }

  /**
   * A warning for each criterion, of {@code --select} or of {@code --exclude}, that matches no
   * node, with the nearest name; criteria that are joined by commas are one, as in dbt.
   */
  public List<Problem> unmatched(Map<String, ? extends Selectable> all, Dag dag) {
    IndirectTests tests = new IndirectTests(IndirectSelection.EMPTY, all, dag);
    return Stream.concat(selected.stream(), excluded.stream())
        .filter(term -> term.resolve(all, dag, tests).direct().isEmpty())
        .map(term -> UnmatchedTerm.warning(term, all.values()))
        .toList();
  }
}
