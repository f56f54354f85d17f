package io.tidemark.cli;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.SourceNode;
import io.tidemark.load.book.RelationState;
import io.tidemark.postgres.Relation;
import io.tidemark.transfer.book.PendingTransfer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A relation of the books, and whose it is. Several projects, and several people with a schema of
 * their own each, may keep their books in one database.
 *
 * @param state what the books say
 * @param transfer the load from another database that is not completed, or null
 * @param owner whose it is
 * @param node the model or source that becomes it, or would if it were enabled; null if there is
 *     none
 */
record BookedRelation(
    RelationState state, @Nullable PendingTransfer transfer, Owner owner, @Nullable Node node) {

  /** Whose a relation is. */
  enum Owner {
    /** A model of the project becomes it. */
    MODEL,
    /** A source of the project is copied into it. */
    SOURCE,
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

  /**
   * Tells the owners of all of them.
   *
   * @param states what the books of all relations say
   * @param transfers the loads from other databases that are not completed
   */
  static List<BookedRelation> of(
      Collection<RelationState> states, Collection<PendingTransfer> transfers, Manifest manifest) {
    Map<String, Node> enabled = byRelation(manifest.models().values().stream());
    enabled.putAll(byRelation(manifest.loads().values().stream()));
    Map<String, Node> disabled =
        byRelation(
            manifest.disabled().stream()
                .flatMap(
                    one ->
                        one instanceof Node node && node.type() == ResourceType.MODEL
                            ? Stream.of(node)
                            : one instanceof SourceNode source && source.loaded()
                                ? Stream.of(source.asNode())
                                : Stream.empty()));
    Map<String, RelationState> booked = new LinkedHashMap<>();
    states.forEach(state -> booked.put(state.schema() + "." + state.name(), state));
    Map<String, PendingTransfer> pending = new LinkedHashMap<>();
    for (PendingTransfer transfer : transfers) {
      String name = transfer.schema() + "." + transfer.name();
      pending.put(name, transfer);
      // The first one of a relation has no other books yet.
      booked.computeIfAbsent(
          name,
          any ->
              new RelationState(
                  transfer.schema(),
                  transfer.name(),
                  transfer.node(),
                  null,
                  null,
                  List.of(),
                  null,
                  null));
    }
    List<BookedRelation> all = new ArrayList<>();
    booked.forEach(
        (name, state) -> {
          Node node = enabled.getOrDefault(name, disabled.get(name));
          Owner owner =
              node == null
                  ? left(state, manifest)
                  : !enabled.containsKey(name)
                      ? Owner.DISABLED
                      : node.type() == ResourceType.SOURCE ? Owner.SOURCE : Owner.MODEL;
          all.add(new BookedRelation(state, pending.get(name), owner, node));
        });
    return all;
  }

  private static Owner left(RelationState state, Manifest manifest) {
    String[] id = state.node().split("\\.", -1);
    if (id.length < 2 || !id[1].equals(manifest.projectName())) {
      return Owner.OTHER_PROJECT;
    }
    Node node = manifest.node(state.node()).orElse(manifest.loads().get(state.node()));
    return node != null && !node.ephemeral() ? Owner.MOVED : Owner.GONE;
  }

  private static Map<String, Node> byRelation(Stream<Node> models) {
    return models
        .filter(node -> !node.ephemeral())
        .collect(
            Collectors.toMap(
                node -> node.relation().display(), node -> node, (a, b) -> a, LinkedHashMap::new));
  }

  /** {@code marts.orders}. */
  String display() {
    return state.schema() + "." + state.name();
  }

  /** Its full name. */
  Relation relation(String database) {
    return new Relation(database, state.schema(), state.name());
  }

  /** True if a model or source of the project becomes it, or would. */
  boolean owned() {
    return active() || owner == Owner.DISABLED;
  }

  /** True if a run of the project loads it. */
  boolean active() {
    return owner == Owner.MODEL || owner == Owner.SOURCE;
  }

  /** True if a load of it is not completed. */
  boolean unfinished() {
    return transfer != null || state.pending() != null;
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
      case MODEL, SOURCE -> "";
      case DISABLED -> "its " + kind() + " is disabled";
      case GONE -> "its " + kind() + " is gone: " + state.node();
      case MOVED -> state.node() + " becomes another relation now, or another target's is meant";
      case OTHER_PROJECT -> "it is another project's: " + state.node();
    };
  }

  private String kind() {
    return state.node().startsWith("source.") ? "source" : "model";
  }
}
