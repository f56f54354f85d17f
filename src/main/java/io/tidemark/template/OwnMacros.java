package io.tidemark.template;

import io.tidemark.jinja.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The macros that come with the engine: every {@code .sql} file below the resource folder {@code
 * macros}. Templates find them as dbt's own, in the package {@code dbt}; those below {@code
 * macros/postgres} have ids of the package {@code dbt_postgres}, as in dbt.
 */
final class OwnMacros {

  /** The package under whose name templates find them. */
  static final String PACKAGE = "dbt";

  private static final String POSTGRES_PACKAGE = "dbt_postgres";
  private static final String FOLDER = "macros/";
  private static final String SUFFIX = ".sql";

  private OwnMacros() {}

  /** True if the macro is one of these. */
  static boolean has(Macro macro) {
    return macro.packageName().equals(PACKAGE) || macro.packageName().equals(POSTGRES_PACKAGE);
  }

  /** All of them, by name; none is parsed yet. */
  static Map<String, Macro> read(Environment environment) {
    Map<String, Macro> own = new LinkedHashMap<>();
    texts().forEach((file, text) -> add(own, file, text, environment));
    return own;
  }

  private static void add(
      Map<String, Macro> own, String file, String text, Environment environment) {
    String packageName = file.startsWith(FOLDER + "postgres/") ? POSTGRES_PACKAGE : PACKAGE;
    for (MacroText one : MacroText.of(text)) {
      Macro macro = Macro.unparsed(packageName, file, one, environment);
      if (own.putIfAbsent(macro.name(), macro) != null) {
        throw new IllegalStateException("there are two macros " + macro.name() + ": " + file);
      }
    }
  }

  /** What stands in the files, by their paths as resources, sorted. */
  static Map<String, String> texts() {
    URL folder = Objects.requireNonNull(OwnMacros.class.getResource("/" + FOLDER));
    Map<String, String> texts = new TreeMap<>();
    try {
      if (folder.openConnection() instanceof JarURLConnection connection) {
        read(connection.getJarFile(), texts);
      } else {
        read(Path.of(folder.toURI()), texts);
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From the jar itself: to ask the class loader for each takes longer than all of it. */
  private static void read(JarFile jar, Map<String, String> texts) throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      String name = entry.getName();
      if (name.startsWith(FOLDER) && name.endsWith(SUFFIX)) {
        try (InputStream in = jar.getInputStream(entry)) {
          texts.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static void read(Path folder, Map<String, String> texts) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(one -> one.toString().endsWith(SUFFIX)).toList()) {
        String name = FOLDER + folder.relativize(path).toString().replace('\\', '/');
        texts.put(name, Files.readString(path));
      }
    }
  }
}
