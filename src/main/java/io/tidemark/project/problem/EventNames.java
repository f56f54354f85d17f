package io.tidemark.project.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The events that can be named in {@code warn_error_options}: those of dbt-core 1.11. */
final class EventNames {

  private static final String RESOURCE = "/events/names.txt";

  private EventNames() {}

  /** All names in alphabetical order, with the group {@code Deprecations}; read anew each time. */
  static Set<String> all() {
    try (InputStream in = EventNames.class.getResourceAsStream(RESOURCE)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
