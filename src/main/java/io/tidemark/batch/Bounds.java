package io.tidemark.batch;

import io.tidemark.postgres.Digest;

/** What Spring Batch's tables hold: names of at most 100 characters. */
public final class Bounds {

  private static final int NAME = 100;

  private Bounds() {}

  /** A name that fits; a longer one is cut and carries a digest, so that two stay two. */
  public static String name(String whole) {
    if (whole.length() <= NAME) {
      return whole;
    }
    String digest = Digest.hex(whole, 12);
    return whole.substring(0, NAME - digest.length() - 1) + "~" + digest;
  }
}
