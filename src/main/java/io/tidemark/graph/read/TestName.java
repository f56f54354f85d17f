package io.tidemark.graph.read;

import io.tidemark.jinja.value.PythonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that dbt gives a generic test which has none: tools tell tests apart by them, so they
 * must be dbt's to the letter.
 *
 * @param shortName fit for a relation; it ends in a digest where the whole name would be too long
 * @param fullName test, node and all arguments
 */
record TestName(String shortName, String fullName) {

  private static final int TOO_LONG = 64;
  private static final int KEPT = 30;
  private static final int HASH_LENGTH = 10;
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^0-9a-zA-Z_]+");

  /**
   * The names of a test.
   *
   * @param test the test's own name, with what stands before it
   * @param target the node that is tested
   * @param arguments all of them; {@code model} is left out
   */
  static TestName of(
      String test, String target, Map<String, ? extends @Nullable Object> arguments) {
    List<String> parts = new ArrayList<>();
    new TreeMap<String, @Nullable Object>(arguments)
        .forEach(
            (key, value) -> {
              if (!key.equals("model")) {
                values(value).forEach(part -> parts.add(clean(PythonText.str(part))));
              }
            });
    String identifier = test + "_" + target;
    String full = identifier + "_" + String.join("__", parts);
    if (full.codePointCount(0, full.length()) < TOO_LONG) {
      return new TestName(full, full);
    }
    String kept = identifier.length() > KEPT ? identifier.substring(0, KEPT) : identifier;
    return new TestName(kept + "_" + md5(full), full);
  }

  /** The end of a test's unique id, which tells tests of one name apart. */
  static String hash(
      String name,
      String test,
      @Nullable String namespace,
      Map<String, ? extends @Nullable Object> arguments) {
    Map<String, @Nullable Object> metadata = new TreeMap<>();
    metadata.put("kwargs", hashable(arguments));
    metadata.put("name", test);
    metadata.put("namespace", PythonText.str(namespace));
    String digest = md5(name + PythonText.repr(new LinkedHashMap<>(metadata)));
    return digest.substring(digest.length() - HASH_LENGTH);
  }

  /** Keys in their order, every other value as its text. */
  private static Object hashable(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put(String.valueOf(key), hashable(item)));
      return new LinkedHashMap<>(sorted);
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(hashable(item)));
      return items;
    }
    return PythonText.str(value);
  }

  private static Iterable<?> values(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    List<@Nullable Object> one = new ArrayList<>();
    one.add(value);
    return one;
  }

  private static String clean(String part) {
    return NOT_IN_NAMES.matcher(part).replaceAll("_");
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has MD5", impossible);
    }
  }
}
