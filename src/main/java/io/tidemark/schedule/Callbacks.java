package io.tidemark.schedule;

import org.jspecify.annotations.Nullable;

/** Who is told of what; null where nobody is. */
public record Callbacks(
    @Nullable Callback onSuccess, @Nullable Callback onFailure, @Nullable Callback onRetry) {

  /** Nobody is told anything. */
  public static final Callbacks NONE = new Callbacks(null, null, null);

  /** These, and of the others where there is none here. */
  Callbacks or(Callbacks others) {
    return new Callbacks(
        onSuccess == null ? others.onSuccess : onSuccess,
        onFailure == null ? others.onFailure : onFailure,
        onRetry == null ? others.onRetry : onRetry);
  }
}
