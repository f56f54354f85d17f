package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which nodes call, by whatever way, a macro that is not what it was. What a macro calls is read
 * off its text where the manifest does not say. Only the macros of the project and its packages
 * count: those that come with the program are another program's in a manifest of dbt.
 */
final class ChangedMacros {

  private static final Pattern CALL = Pattern.compile("([A-Za-z_]\\w*)\\s*\\(");

  private final EarlierManifest now;
  private final EarlierManifest then;
  private final Map<String, String> names;
  private final Map<String, Boolean> known = new HashMap<>();

  ChangedMacros(EarlierManifest now, EarlierManifest then) {
    this.now = now;
    this.then = then;
    this.names = now.macroNames();
  }

  /** Whether one that the node calls has changed. */
  boolean reach(JsonNode node) {
    return anyChanged(node, node.path("raw_code").asText());
  }

  private boolean anyChanged(JsonNode entry, String text) {
    for (String id : called(entry, text)) {
      if (changed(id)) {
        return true;
      }
    }
    return false;
  }

  private boolean changed(String id) {
    Boolean before = known.get(id);
    if (before != null) {
      return before;
    }
    // Macros may call each other; who is asked a second time on the way has no news.
    known.put(id, false);
    JsonNode macro = now.tree().path("macros").path(id);
    boolean own = !id.startsWith("macro.dbt.") && !id.startsWith("macro.dbt_postgres.");
    boolean changed =
        own
            && (!now.macroText(id).equals(then.macroText(id))
                || anyChanged(macro, macro.path("macro_sql").asText()));
    known.put(id, changed);
    return changed;
  }

  private Set<String> called(JsonNode entry, String text) {
    Set<String> called = new HashSet<>();
    entry.path("depends_on").path("macros").forEach(id -> called.add(id.asText()));
    Matcher call = CALL.matcher(text);
    while (call.find()) {
      String id = names.get(call.group(1));
      if (id != null && !id.equals(entry.path("unique_id").asText())) {
        called.add(id);
      }
    }
    return called;
  }
}
