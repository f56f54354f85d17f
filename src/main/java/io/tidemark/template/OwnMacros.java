package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.TemplateBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private OwnMacros() {}

  /** True if the macro is one of these. */
  static boolean has(Macro macro) {
    return macro.packageName().equals(PACKAGE) || macro.packageName().equals(POSTGRES_PACKAGE);
  }

  /** All of them, by name. */
  static Map<String, Macro> read(Environment environment) {
    Map<String, Macro> own = new LinkedHashMap<>();
    for (String file : files()) {
      String packageName = file.startsWith(FOLDER + "postgres/") ? POSTGRES_PACKAGE : PACKAGE;
      for (TemplateBlock block : environment.parse(file, text(file)).blocks()) {
        Macro macro = Macro.of(packageName, file, block);
        if (own.putIfAbsent(macro.name(), macro) != null) {
          throw new IllegalStateException("there are two macros " + macro.name() + ": " + file);
        }
      }
    }
    return own;
  }

  /** The files' paths as resources, sorted. */
  private static List<String> files() {
    URL folder = Objects.requireNonNull(OwnMacros.class.getResource("/" + FOLDER));
    try {
      return folder.openConnection() instanceof JarURLConnection jar
          ? jar.getJarFile().stream()
              .map(Object::toString)
              .filter(name -> name.startsWith(FOLDER) && name.endsWith(".sql"))
              .sorted()
              .toList()
          : onDisk(Path.of(folder.toURI()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> onDisk(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".sql"))
          .map(path -> FOLDER + folder.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static String text(String resource) {
    try (InputStream in = OwnMacros.class.getResourceAsStream("/" + resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
