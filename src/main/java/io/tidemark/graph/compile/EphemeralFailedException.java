package io.tidemark.graph.compile;

import io.tidemark.graph.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * A node can't be compiled because of an ephemeral model that it reads. The cause says what is
 * wrong with that.
 */
public final class EphemeralFailedException extends RuntimeException {

  private final transient List<Node> models;

  /** The model itself can't be compiled. */
  EphemeralFailedException(Node model, RuntimeException cause) {
    this(List.of(model), (Throwable) cause);
  }

  private EphemeralFailedException(List<Node> models, Throwable cause) {
    super(cause.getMessage(), cause);
    this.models = List.copyOf(models);
  }

  /** The same for an ephemeral model that reads the one that has failed. */
  EphemeralFailedException within(Node reader) {
    List<Node> all = new ArrayList<>(models);
    all.add(reader);
    return new EphemeralFailedException(all, cause());
  }

  /** The same, in which only this one of them is to blame. */
  public EphemeralFailedException because(Node model) {
    return new EphemeralFailedException(List.of(model), cause());
  }

  /** The ephemeral models that could not be compiled: the one at fault, then those that read it. */
  public List<Node> models() {
    return models;
  }

  /** What is wrong. */
  public RuntimeException cause() {
    if (getCause() instanceof RuntimeException cause) {
      return cause;
    }
    throw new IllegalStateException("an ephemeral model fails for a reason", this);
  }
}
