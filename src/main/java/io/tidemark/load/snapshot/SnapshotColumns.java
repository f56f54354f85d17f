package io.tidemark.load.snapshot;

import io.tidemark.postgres.Identifier;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the columns are called that a snapshot adds to its query's.
 *
 * @param validTo when a version has ended
 * @param validFrom when it began
 * @param scdId tells one version from all others
 * @param updatedAt when its row was changed
 * @param isDeleted whether it says that the row is gone
 */
public record SnapshotColumns(
    Identifier validTo,
    Identifier validFrom,
    Identifier scdId,
    Identifier updatedAt,
    Identifier isDeleted) {

  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")+)\"");

  /** dbt's names, which are also the keys under which others are configured. */
  public static final SnapshotColumns DBT = of(Map.of());

  /** dbt's names, but for those that are configured. */
  public static SnapshotColumns of(Map<String, String> configured) {
    return new SnapshotColumns(
        name("dbt_valid_to", configured),
        name("dbt_valid_from", configured),
        name("dbt_scd_id", configured),
        name("dbt_updated_at", configured),
        name("dbt_is_deleted", configured));
  }

  /** dbt writes the name as it is configured, so without quotes it means its lower case. */
  private static Identifier name(String key, Map<String, String> configured) {
    String written = configured.getOrDefault(key, key);
    Matcher quoted = QUOTED.matcher(written);
    return new Identifier(
        quoted.matches()
            ? quoted.group(1).replace("\"\"", "\"")
            : written.toLowerCase(Locale.ROOT));
  }
}
