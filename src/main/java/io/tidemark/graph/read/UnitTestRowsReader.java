package io.tidemark.graph.read;

import io.tidemark.graph.StaticCall;
import io.tidemark.graph.UnitTestRows;
import io.tidemark.project.Project;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of unit tests, wherever they stand: beside the test, in a fixture, in a seed. */
final class UnitTestRowsReader {

  private static final List<String> FORMATS = List.of("dict", "csv", "sql");

  private final Project owner;

  UnitTestRowsReader(Project owner) {
    this.owner = owner;
  }

  /**
   * The rows of an input, or the expected ones.
   *
   * @param input the call that names the input; null for the expected rows
   * @throws ProjectException where they don't fit their format
   */
  UnitTestRows read(YamlMapping mapping, @Nullable String input) {
    YamlNode rows = given(mapping, "rows");
    YamlNode fixture = given(mapping, "fixture");
    UnitTestRows.Format format = format(mapping);
    if (fixture != null && fixture.value() instanceof String name) {
      return written(format, text(name, format, fixture), name, fixture.place());
    }
    if (format != UnitTestRows.Format.DICT) {
      if (rows != null && rows.value() instanceof String text) {
        // As in dbt, to which it is a template: that loses the line break at its end.
        String content = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return written(format, content, null, rows.place());
      }
      throw wrong(
          mapping, "must be a text, as the format is " + format.name().toLowerCase(Locale.ROOT));
    }
    if (rows instanceof YamlSequence list) {
      return new UnitTestRows(format, dicts(list), null, null, rows.place());
    }
    if (rows == null && input != null) {
      Optional<String> seed = seed(input, mapping);
      if (seed.isPresent()) {
        // As in dbt an empty field of a seed is an empty text here.
        return new UnitTestRows(
            format, FixtureCsv.texts(seed.get(), mapping.place()), null, null, mapping.place());
      }
    }
    throw wrong(mapping, "must be a list of mappings of columns to values");
  }

  private static UnitTestRows written(
      UnitTestRows.Format format, String text, @Nullable String fixture, Place place) {
    return format == UnitTestRows.Format.CSV
        ? new UnitTestRows(format, FixtureCsv.rows(text, place), null, fixture, place)
        : new UnitTestRows(format, List.of(), text, fixture, place);
  }

  private static @Nullable YamlNode given(YamlMapping mapping, String key) {
    YamlNode value = mapping.get(key);
    return value == null || value.value() == null ? null : value;
  }

  private static UnitTestRows.Format format(YamlMapping mapping) {
    YamlNode written = given(mapping, "format");
    if (written == null) {
      return UnitTestRows.Format.DICT;
    }
    String name = String.valueOf(written.value());
    if (!FORMATS.contains(name)) {
      throw new ProjectException(
          Problem.of("There is no format \"" + name + "\" of a unit test's rows")
              .at(written.place())
              .found("Allowed: " + String.join(", ", FORMATS) + "."));
    }
    return UnitTestRows.Format.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static List<Map<String, @Nullable Object>> dicts(YamlSequence list) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (!(item instanceof YamlMapping row)) {
        throw new ProjectException(
            Problem.of("A row of a unit test must be a mapping of columns to values")
                .at(item.place())
                .found("Found " + item.description() + "."));
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      row.entries().forEach(entry -> values.put(entry.name(), entry.value().value()));
      rows.add(values);
    }
    return rows;
  }

  private String text(String name, UnitTestRows.Format format, YamlNode fixture) {
    if (format == UnitTestRows.Format.DICT) {
      throw new ProjectException(
          Problem.of("A fixture can't have the format dict")
              .at(fixture.place())
              .next("Write \"format: csv\" or \"format: sql\" beside it."));
    }
    String plain = name.replaceFirst("\\.(csv|sql)$", "");
    String extension = "." + format.name().toLowerCase(Locale.ROOT);
    List<SourceFile> fixtures = owner.files().of(FileKind.FIXTURE);
    return fixtures.stream()
        .filter(file -> file.name().equals(plain) && file.path().endsWith(extension))
        .findFirst()
        .map(SourceFile::text)
        .orElseThrow(
            () ->
                new ProjectException(
                    Problem.of("There is no fixture \"" + plain + extension + "\"")
                        .at(fixture.place())
                        .found(
                            NearestName.question(
                                    plain, fixtures.stream().map(SourceFile::name).toList())
                                .orElse(null))
                        .next("Put it into the folder fixtures of a test path.")));
  }

  /** A seed that is read needs no rows: those of its file are meant. */
  private Optional<String> seed(String input, YamlMapping mapping) {
    return StaticCall.of(input, mapping.place())
        .map(StaticCall::ref)
        .flatMap(
            ref ->
                owner.files().of(FileKind.SEED).stream()
                    .filter(file -> ref != null && file.name().equals(ref.name()))
                    .findFirst())
        .map(UnitTestRowsReader::read);
  }

  private static String read(SourceFile seed) {
    try {
      return new String(Files.readAllBytes(seed.absolutePath()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ProjectException(
          Problem.of("The seed " + seed.path() + " can't be read")
              .found("The system says: " + e.getMessage() + "."));
    }
  }

  private static ProjectException wrong(YamlMapping mapping, String must) {
    return new ProjectException(
        Problem.of("The rows of a unit test " + must)
            .at(mapping.placeOf("rows"))
            .found(
                mapping.get("rows") == null
                    ? "There are none."
                    : "Found " + Objects.requireNonNull(mapping.get("rows")).description() + "."));
  }
}
