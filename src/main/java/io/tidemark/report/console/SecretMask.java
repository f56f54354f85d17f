package io.tidemark.report.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Shorter ones would be found in many words. */
  private static final int SHORTEST_DISGUISED = 8;

  private final List<String> secrets;
  private final List<Pattern> disguised;

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
    this.disguised =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST_DISGUISED)
            .flatMap(
                secret ->
                    Stream.of(disguised(secret), disguised(new StringBuilder(secret).reverse())))
            .toList();
  }

  /** The secret in other cases, and with something between its characters. */
  private static Pattern disguised(CharSequence secret) {
    return Pattern.compile(
        secret
            .codePoints()
            .mapToObj(c -> Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining("[\\s,;:._/|-]{0,3}")),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** A mask that knows no values, only what passwords look like. */
  public static SecretMask ofLooks() {
    return new SecretMask(Map.of(), List.of());
  }

  /** The text without its secrets, nor what looks like one. For what a person reads. */
  public String mask(String text) {
    String masked = maskKnown(text);
    // A template may have changed it: env_var('DBT_ENV_SECRET_X')|upper, |join(' '), |reverse.
    for (Pattern secret : disguised) {
      masked = secret.matcher(masked).replaceAll(MASK);
    }
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
