package io.tidemark.postgres;

/**
 * The version of a server.
 *
 * @param major the part before the first dot, 17 of 17.10
 * @param text as the server itself writes it
 */
public record ServerVersion(int major, String text) {
  @Override
  public String toString() {
    return text;
  }
}
