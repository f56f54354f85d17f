package io.tidemark.report.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes passwords out of what is told: the values of the environment's {@code DBT_ENV_SECRET_…}, as
 * dbt does, other values that are known to be secret, and what looks like a password in a URL or a
 * list of settings. Immutable.
 */
public final class SecretMask {

  /** The environment variables whose values dbt never shows begin so. */
  public static final String SECRET_PREFIX = "DBT_ENV_SECRET_";

  /** What stands in a secret's place; as in dbt. */
  public static final String MASK = "*****";

  private static final Pattern URL_PASSWORD = Pattern.compile("(\\w://[^\\s/:@]+:)[^\\s/@]+(@)");

  private static final Pattern SETTING =
      Pattern.compile("(?i)((?:password|passwd|sslpassword)(?:=|\\s+(?=')))('[^']*'|[^\\s&;,)]+)");

  private final List<String> secrets;

  /**
   * A mask.
   *
   * @param environment the process's environment
   * @param others more secret values; blank ones are left out
   */
  public SecretMask(Map<String, String> environment, Collection<String> others) {
    List<String> values = new ArrayList<>(others);
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(SECRET_PREFIX)) {
            values.add(value);
          }
        });
    // A secret that contains another one has to go first.
    this.secrets =
        values.stream()
            .filter(value -> !value.isBlank())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** A mask that knows no values, only what passwords look like. */
  public static SecretMask ofLooks() {
    return new SecretMask(Map.of(), List.of());
  }

  /** The text without its secrets, nor what looks like one. For what a person reads. */
  public String mask(String text) {
    String masked = maskKnown(text);
    if (masked.contains("://")) {
      masked = URL_PASSWORD.matcher(masked).replaceAll("$1" + MASK + "$2");
    }
    return SETTING.matcher(masked).replaceAll("$1" + MASK);
  }

  /**
   * The text without the values that are known to be secret. For what machines read, as SQL: {@code
   * where a.password=b.password} must stay what it is.
   */
  public String maskKnown(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }
}
