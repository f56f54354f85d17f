package io.tidemark.batch;

/** Tells Spring Batch that a node failed; its message is what the job repository keeps. */
final class NodeFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NodeFailedException(String message) {
    // What went wrong has been reported with the node; a stack trace would fill EXIT_MESSAGE.
    super(message, null, false, false);
  }
}
