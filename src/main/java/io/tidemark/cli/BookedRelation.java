package io.tidemark.cli;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.load.book.RelationState;
import io.tidemark.postgres.Relation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A relation of the books, and whose it is. Several projects, and several people with a schema of
 * their own each, may keep their books in one database.
 *
 * @param state what the books say
 * @param owner whose it is
 * @param node the model that becomes it, or would if it were enabled; null if there is none
 */
record BookedRelation(RelationState state, Owner owner, @Nullable Node node) {

  /** Whose a relation is. */
  enum Owner {
    /** A model of the project becomes it. */
    MODEL,
    /** A model of the project that is disabled. */
    DISABLED,
    /** A model that the project no longer has, or has under another name. */
    GONE,
    /**
     * A model that becomes another relation now: an alias or a schema has changed, or it is another
     * target's.
     */
    MOVED,
    /** Another project. */
    OTHER_PROJECT;

    /** Its name in JSON. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Tells the owners of all of them. */
  static List<BookedRelation> of(Collection<RelationState> states, Manifest manifest) {
    Map<String, Node> enabled = byRelation(manifest.models().values().stream());
    Map<String, Node> disabled =
        byRelation(
            manifest.disabled().stream()
                .filter(one -> one.type() == ResourceType.MODEL)
                .map(Node.class::cast));
    return states.stream()
        .map(
            state -> {
              String name = state.schema() + "." + state.name();
              if (enabled.containsKey(name)) {
                return new BookedRelation(state, Owner.MODEL, enabled.get(name));
              }
              return disabled.containsKey(name)
                  ? new BookedRelation(state, Owner.DISABLED, disabled.get(name))
                  : new BookedRelation(state, left(state, manifest), null);
            })
        .toList();
  }

  private static Owner left(RelationState state, Manifest manifest) {
    String[] id = state.node().split("\\.", -1);
    if (id.length < 2 || !id[1].equals(manifest.projectName())) {
      return Owner.OTHER_PROJECT;
    }
    Optional<Node> node = manifest.node(state.node());
    return node.isPresent() && !node.get().ephemeral() ? Owner.MOVED : Owner.GONE;
  }

  private static Map<String, Node> byRelation(Stream<Node> models) {
    return models
        .filter(node -> !node.ephemeral())
        .collect(Collectors.toMap(node -> node.relation().display(), node -> node, (a, b) -> a));
  }

  /** {@code marts.orders}. */
  String display() {
    return state.schema() + "." + state.name();
  }

  /** Its full name. */
  Relation relation(String database) {
    return new Relation(database, state.schema(), state.name());
  }

  /** True if a model of the project becomes it, or would. */
  boolean owned() {
    return owner == Owner.MODEL || owner == Owner.DISABLED;
  }

  /**
   * True if the project has left it behind in one of the schemas that it builds here. Elsewhere it
   * may well be somebody else's.
   */
  boolean leftBehind(Set<String> schemas) {
    boolean ours = owner == Owner.GONE || owner == Owner.MOVED;
    return ours && schemas.contains(state.schema());
  }

  /** What is to be known of its owner, as the end of a sentence; empty for a model's own. */
  String whose() {
    return switch (owner) {
      case MODEL -> "";
      case DISABLED -> "its model is disabled";
      case GONE -> "its model is gone: " + state.node();
      case MOVED -> state.node() + " becomes another relation now, or another target's is meant";
      case OTHER_PROJECT -> "it is another project's: " + state.node();
    };
  }
}
