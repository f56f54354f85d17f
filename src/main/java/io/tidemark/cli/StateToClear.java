package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.load.book.RelationState;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.transfer.book.PendingTransfer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code clean-state} is to clear.
 *
 * @param relations the relations
 * @param others those that no model becomes and that were not asked for: they may be somebody's
 */
record StateToClear(List<BookedRelation> relations, List<BookedRelation> others) {

  StateToClear {
    relations = List.copyOf(relations);
    others = List.copyOf(others);
  }

  /**
   * Applies what was asked for.
   *
   * @param names relations by their names; with an empty selection too, what was left behind is
   *     taken
   * @throws ProjectException if a name is not in the books
   */
  static StateToClear choose(
      List<BookedRelation> all,
      LoadedProject project,
      List<String> names,
      SelectionOptions selection,
      Console console) {
    boolean selects = !selection.select.isEmpty() || !selection.exclude.isEmpty();
    if (names.isEmpty() && !selects) {
      Set<String> schemas = schemas(project);
      List<BookedRelation> left = all.stream().filter(one -> one.leftBehind(schemas)).toList();
      return new StateToClear(
          left, all.stream().filter(one -> !one.owned() && !left.contains(one)).toList());
    }
    Set<BookedRelation> chosen = new LinkedHashSet<>();
    names.forEach(name -> chosen.add(named(name, all)));
    if (selects) {
      Set<String> ids =
          SelectedNodes.of(
                  project,
                  selection.select,
                  selection.exclude,
                  RunScope.of(selection.selector),
                  console)
              .ids();
      all.stream()
          .filter(one -> one.node() != null && ids.contains(one.node().uniqueId()))
          .forEach(chosen::add);
    }
    // Of a relation that a model becomes, the history and the marks are in use.
    chosen.removeIf(one -> one.owned() && !one.unfinished());
    return new StateToClear(List.copyOf(chosen), List.of());
  }

  private static BookedRelation named(String name, List<BookedRelation> all) {
    return all.stream()
        .filter(one -> one.display().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ProjectException(
                    Problem.of("Nothing is known of a relation \"" + name + "\"")
                        .found(
                            NearestName.question(
                                    name, all.stream().map(BookedRelation::display).toList())
                                .orElse(null))
                        .next("tidemark state tells which relations are in the books.")));
  }

  private static Set<String> schemas(LoadedProject project) {
    Set<String> schemas = new HashSet<>();
    schemas.add(project.output().schema());
    for (Node node : project.manifest().models().values()) {
      schemas.add(node.relation().schema());
    }
    for (Node load : project.manifest().loads().values()) {
      schemas.add(load.relation().schema());
    }
    return schemas;
  }

  /** The relations' names. */
  List<String> names() {
    return relations.stream().map(BookedRelation::display).toList();
  }

  /**
   * What would be done, line by line.
   *
   * @param program what the program was called as
   */
  List<String> describe(String program) {
    List<String> lines = new ArrayList<>();
    if (relations.isEmpty()) {
      lines.add("There is nothing to clear.");
    } else {
      lines.add("What there is to clear:");
    }
    relations.forEach(one -> describe(one, program, lines));
    if (!others.isEmpty()) {
      lines.add(
          "Not touched, because it may be another project's or another target's; name it to clear"
              + " it: "
              + String.join(", ", others.stream().map(BookedRelation::display).toList()));
    }
    return lines;
  }

  private static void describe(BookedRelation one, String program, List<String> lines) {
    RelationState.Pending pending = one.state().pending();
    if (!one.owned()) {
      lines.add(one.display() + ": its history and marks are forgotten (" + one.whose() + ")");
    }
    PendingTransfer transfer = one.transfer();
    if (transfer != null) {
      describe(one, transfer, lines);
    }
    if (pending == null) {
      return;
    }
    lines.add(
        ("%s: the unfinished load is thrown away (%s of %s rows of it are loaded), and its staging"
                + " table tidemark.%s dropped")
            .formatted(
                one.display(),
                StateText.number(pending.rowsLoaded()),
                StateText.number(pending.rows()),
                pending.staging()));
    if (pending.rowsLoaded() == 0) {
      return;
    }
    String rows = StateText.number(pending.rows() - pending.rowsLoaded());
    Node node = one.node();
    lines.add(
        node == null
            ? "  The other " + rows + " rows are gone then."
            : ("  The other %s rows may never come: a filter sees the rows that did. Afterwards:"
                    + " %s run --full-refresh --select %s")
                .formatted(rows, program, node.name()));
  }

  /**
   * The rows of an increment that are in the copy stay; its mark has not moved, so they come again.
   */
  private static void describe(BookedRelation one, PendingTransfer transfer, List<String> lines) {
    lines.add(
        "%s: the unfinished load is thrown away (%s); the next run begins it anew"
            .formatted(one.display(), StateText.loaded(transfer)));
  }
}
