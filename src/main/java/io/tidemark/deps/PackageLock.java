package io.tidemark.deps;

import io.tidemark.project.packages.PackageSpec;
import io.tidemark.project.packages.PackagesFile;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlRendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code package-lock.yml}: the versions that were chosen, and for which list of packages. dbt and
 * Tidemark read each other's.
 *
 * @param hash of the list; null where the file does not say it
 * @param packages one exact version each
 */
record PackageLock(@Nullable String hash, List<PackageSpec> packages) {

  static final String FILE = "package-lock.yml";
  private static final String HASH = "sha1_hash";

  PackageLock {
    packages = List.copyOf(packages);
  }

  /** The project's lock; null where it has none. */
  static @Nullable PackageLock read(Path root, ValueRenderer renderer) {
    Problems problems = new Problems();
    YamlMapping written = PackagesFile.mapping(root, "", FILE, problems);
    problems.throwIfAny();
    if (written == null) {
      return null;
    }
    YamlNode hash = written.get(HASH);
    YamlMapping rendered = new YamlRendering(renderer, path -> true, problems).render(written);
    List<PackageSpec> packages = PackagesFile.of(FILE, written, rendered, problems).packages();
    problems.throwIfAny();
    return new PackageLock(hash == null ? null : String.valueOf(hash.value()), packages);
  }

  /** Writes it, whole or not at all. */
  static void write(Path root, String hash, List<ChosenPackage> chosen) throws IOException {
    StringBuilder text = new StringBuilder("packages:\n");
    for (ChosenPackage one : chosen) {
      Map<String, String> entry = new TreeMap<>(one.lock());
      entry.put("name", one.name());
      String before = "  - ";
      for (Map.Entry<String, String> field : entry.entrySet()) {
        text.append(before)
            .append(field.getKey())
            .append(": ")
            .append(scalar(field.getValue()))
            .append('\n');
        before = "    ";
      }
    }
    text.append(HASH).append(": ").append(scalar(hash)).append('\n');
    Path written = root.resolve("." + FILE + ".new");
    Files.writeString(written, text);
    Files.move(
        written,
        root.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Quoted where YAML would take it for something else than this text. */
  private static String scalar(String text) {
    boolean plain =
        text.matches("[\\w./~][\\w./:@+~-]*")
            && !text.endsWith(":")
            && (text.matches("\\d+\\.\\d+\\.\\d+.*")
                || (text.matches(".*[g-zG-Z/_].*") && !text.matches("(?i)yes|no|on|off|true|null"))
                || text.matches("[0-9a-f]*[a-df][0-9a-f]*"));
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }

  /**
   * dbt's hash of what a project asks for, so that a lock is known to belong to another list: over
   * JSON as Python writes it, with the keys that dbt's classes have, in order of their texts.
   */
  static String hash(List<PackageSpec> packages) {
    String text =
        packages.stream().map(PackageLock::json).sorted().collect(Collectors.joining("\n"));
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String json(PackageSpec spec) {
    TreeMap<String, @Nullable Object> fields = new TreeMap<>();
    YamlMapping entry = spec.entry();
    if (spec instanceof PackageSpec.Local) {
      copy(entry, fields, "local");
    } else if (spec instanceof PackageSpec.Tarball) {
      copy(entry, fields, "tarball");
    } else if (spec instanceof PackageSpec.Git) {
      copy(entry, fields, "git", "revision", "warn-unpinned", "subdirectory");
    } else {
      copy(entry, fields, "package", "version");
      YamlNode early = entry.get("install_prerelease");
      fields.put("install_prerelease", early == null ? (Object) false : early.value());
    }
    if (entry.has("name")) {
      copy(entry, fields, "name");
    }
    fields.put("unrendered", spec.written().value());
    return PythonJson.of(fields);
  }

  private static void copy(
      YamlMapping entry, Map<String, @Nullable Object> fields, String... keys) {
    for (String key : keys) {
      YamlNode node = entry.get(key);
      fields.put(key, node == null ? null : node.value());
    }
  }
}
