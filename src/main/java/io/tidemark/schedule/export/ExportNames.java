package io.tidemark.schedule.export;

import io.tidemark.postgres.Digest;
import java.text.Normalizer;
import java.util.Locale;

/** Names of jobs as schedulers take them. */
final class ExportNames {

  /** What Kubernetes leaves of a name to a CronJob; its Jobs and pods get suffixes. */
  private static final int KUBERNETES_LENGTH = 52;

  private static final int LENGTH = 100;

  private ExportNames() {}

  /** For files, units and DAGs: letters, digits, {@code _}, {@code -} and {@code .}. */
  static String file(String name) {
    return bounded(plain(name).replaceAll("[^A-Za-z0-9_.-]+", "_"), name, LENGTH);
  }

  /** For Kubernetes: lower-case letters, digits and hyphens, a letter or digit at both ends. */
  static String kubernetes(String name) {
    String lower = plain(name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return bounded(lower.replaceAll("^-+|-+$", ""), name, KUBERNETES_LENGTH);
  }

  /** Without accents. */
  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
  }

  private static String bounded(String made, String name, int length) {
    if (!made.isEmpty() && made.length() <= length) {
      return made;
    }
    String digest = Digest.hex(name, 8);
    String begin = made.substring(0, Math.min(made.length(), length - digest.length() - 1));
    return begin.isEmpty() ? "x-" + digest : begin.replaceAll("-+$", "") + "-" + digest;
  }
}
