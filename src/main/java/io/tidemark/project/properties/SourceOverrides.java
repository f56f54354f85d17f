package io.tidemark.project.properties;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the project that is run says of sources of its packages: entries with {@code overrides:
 * PACKAGE}. As in dbt, each key that such an entry has goes in the place of the package's, in the
 * source and in each of its tables; the source stays the package's.
 */
public final class SourceOverrides {

  private static final String OVERRIDES = "overrides";
  private static final String NAME = "name";
  private static final String TABLES = "tables";

  private final List<SourceDefinition> overriding;
  private final List<SourceDefinition> own;
  private final Set<SourceDefinition> used = new LinkedHashSet<>();
  private final Problems problems;

  /**
   * Those of a project's sources.
   *
   * @param problems receives what is wrong with them
   */
  public SourceOverrides(List<SourceDefinition> sources, Problems problems) {
    this.overriding = sources.stream().filter(SourceOverrides::overrides).toList();
    this.own = sources.stream().filter(source -> !overrides(source)).toList();
    this.problems = problems;
    overriding.forEach(this::warnOfItsEnd);
  }

  static boolean overrides(SourceDefinition source) {
    return packageOf(source) != null;
  }

  private static @Nullable String packageOf(SourceDefinition source) {
    return source.mapping().get(OVERRIDES) instanceof YamlScalar named && named.value() != null
        ? named.text()
        : null;
  }

  /** What the project's properties files say without them. */
  public Properties without(Properties properties) {
    return overriding.isEmpty() ? properties : properties.with(own);
  }

  /** What a package's properties files say, with what overrides it. */
  public Properties in(String packageName, Properties properties) {
    if (overriding.stream().noneMatch(one -> packageName.equals(packageOf(one)))) {
      return properties;
    }
    return properties.with(
        properties.sources().stream().map(source -> overridden(packageName, source)).toList());
  }

  /** Warns of those that override nothing. */
  public void warnOfUnused() {
    for (SourceDefinition one : overriding) {
      if (!used.contains(one)) {
        problems.warn(
            Problem.of(
                    "The source \"%s\" overrides one of the package \"%s\" that is not there"
                        .formatted(one.name(), packageOf(one)))
                .at(one.mapping().placeOf(OVERRIDES))
                .next("Correct the name of the source or of the package, or remove the entry.")
                .named(WarningKind.UNUSED_TABLES));
      }
    }
  }

  private void warnOfItsEnd(SourceDefinition source) {
    problems.warn(
        Problem.of(
                "The source property `overrides` is deprecated but was found on source `%s`"
                    .formatted(source.name()))
            .at(source.mapping().placeOf(OVERRIDES))
            .next(
                "Define the source in this project, and switch the package's off: enabled:"
                    + " false.")
            .named(WarningKind.SOURCE_OVERRIDE));
  }

  private SourceDefinition overridden(String packageName, SourceDefinition source) {
    SourceDefinition result = source;
    for (SourceDefinition one : overriding) {
      if (packageName.equals(packageOf(one)) && one.name().equals(source.name())) {
        used.add(one);
        SourceDefinition read =
            new SourceReader(problems).read(source.file(), merged(result.mapping(), one.mapping()));
        result = read == null ? result : read;
      }
    }
    return result;
  }

  private static YamlMapping merged(YamlMapping base, YamlMapping over) {
    Map<String, YamlEntry> entries = new LinkedHashMap<>();
    base.entries().forEach(entry -> entries.put(entry.name(), entry));
    for (YamlEntry entry : over.entries()) {
      if (entry.name().equals(TABLES)) {
        entries.computeIfPresent(
            TABLES, (key, there) -> new YamlEntry(there.key(), tables(there.value(), entry)));
      } else if (!entry.name().equals(NAME) && !entry.name().equals(OVERRIDES)) {
        entries.put(entry.name(), entry);
      }
    }
    return new YamlMapping(new ArrayList<>(entries.values()), base.place());
  }

  /** A table that the package has not is none, as in dbt. */
  private static YamlNode tables(YamlNode base, YamlEntry over) {
    if (!(base instanceof YamlSequence there) || !(over.value() instanceof YamlSequence said)) {
      return base;
    }
    List<YamlNode> tables = new ArrayList<>();
    for (YamlNode table : there.items()) {
      YamlNode merged = table;
      for (YamlNode one : said.items()) {
        if (merged instanceof YamlMapping old
            && one instanceof YamlMapping changed
            && name(old).equals(name(changed))) {
          merged = merged(old, changed);
        }
      }
      tables.add(merged);
    }
    return new YamlSequence(tables, there.place());
  }

  private static String name(YamlMapping table) {
    return table.get(NAME) instanceof YamlScalar scalar ? scalar.text() : "";
  }
}
