package io.tidemark.batch;

import io.tidemark.graph.Node;
import java.util.regex.Pattern;

/** What a node's hooks may do to the session that the node has. Stateless. */
final class HooksOnSession {

  private static final Pattern PLAIN =
      Pattern.compile(
          "\\s*(create|drop|alter|insert|update|delete|truncate|merge|copy|analyze|vacuum|comment|grant"
              + "|revoke|lock|refresh|reindex|cluster)\\s.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern SETS =
      Pattern.compile("set|load|temp|;|[{][{]", Pattern.CASE_INSENSITIVE);

  private HooksOnSession() {}

  /**
   * True if they may leave something in it.
   *
   * <p>A helper's session would not have what a hook has set in the node's: a role, a time zone, a
   * temporary table. Hooks are read by their words only, so whatever could call a function for what
   * it does is taken to set something: only one plain statement that changes tables or rows is not.
   */
  static boolean mayChange(Node node) {
    return node.config().preHooks().stream()
        .anyMatch(hook -> !PLAIN.matcher(hook.sql()).matches() || SETS.matcher(hook.sql()).find());
  }
}
