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
   * Lets through what is in SQL; for the rest a project has to have a materialization of its own.
   *
   * @throws ProjectException for a Python model
   */
  static void refusePython(Node node) {
    if (node.type() == ResourceType.MODEL && node.file().isPython()) {
      throw new ProjectException(
          Problem.of("Python models can't run on PostgreSQL")
              .at(node.file().start())
              .next("Write the model in SQL, leave it out with --exclude, or disable it."));
    }
  }

  /**
   * Lets through what has a name that PostgreSQL keeps whole.
   *
   * @throws ProjectException for a relation or schema whose name is too long
   */
  static void refuseLong(Node node) {
    if (node.referable()) {
      refuseLong(
          node, "name", "Rename the file, or give it a shorter name with config(alias='…').");
      refuseLong(node, "schema", "Give it a shorter schema.");
    }
  }

  /** dbt lets the server cut a schema's name, and then does not find again what it has made. */
  private static void refuseLong(Node node, String what, String next) {
    String name = what.equals("name") ? node.relation().name() : node.relation().schema();
    Identifier identifier = new Identifier(name);
    if (identifier.tooLong()) {
      throw new ProjectException(
          Problem.of(
                  "The %s's %s \"%s\" is too long".formatted(node.type().shownName(), what, name))
              .at(node.file().start())
              .found(
                  "It has %d bytes. PostgreSQL cuts names off at %d bytes, and two cut ones may"
                          .formatted(identifier.bytes(), Identifier.MAX_BYTES)
                      + " meet.")
              .next(next));
    }
  }
}
