package io.tidemark.materialization;

import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.postgres.Identifier;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;

/**
 * What no PostgreSQL can make, though it may well stand in a project. As in dbt it is an error of
 * the node that is run, so that the others of the project can be.
 */
final class Unmakeable {

  private Unmakeable() {}

  /**
   * Lets through what can be made.
   *
   * @throws ProjectException for a Python model, and for a relation whose name is too long
   */
  static void refuse(Node node) {
    if (node.type() == ResourceType.MODEL && node.file().isPython()) {
      throw new ProjectException(
          Problem.of("Python models can't run on PostgreSQL")
              .at(node.file().start())
              .next("Write the model in SQL, leave it out with --exclude, or disable it."));
    }
    Identifier name = node.relation().identifier();
    if (node.referable() && name.tooLong()) {
      throw new ProjectException(
          Problem.of(
                  "The %s's name \"%s\" is too long"
                      .formatted(node.type().shownName(), node.relation().name()))
              .at(node.file().start())
              .found(
                  "It has %d bytes. PostgreSQL cuts names off at %d bytes, and two cut ones may"
                          .formatted(name.bytes(), Identifier.MAX_BYTES)
                      + " meet.")
              .next("Rename the file, or give it a shorter name with config(alias='…')."));
    }
  }
}
