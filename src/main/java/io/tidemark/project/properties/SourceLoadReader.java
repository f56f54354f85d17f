package io.tidemark.project.properties;

import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code load}, of a source and of its tables; finds everything that is wrong with it. */
final class SourceLoadReader {

  private static final String INTO = "into";
  private static final String UNIQUE_KEY = "unique_key";
  private static final String WATERMARK = "watermark";
  private static final String LOOKBACK = "lookback";
  private static final String COLUMNS = "columns";
  private static final String EXCLUDE = "exclude";
  private static final String WHERE = "where";
  private static final String DELETES = "deletes";
  private static final String ON_SCHEMA_CHANGE = "on_schema_change";
  private static final String PARALLEL = "parallel";
  private static final String CHUNK_SIZE = "chunk_size";

  private static final List<String> KEYS =
      List.of(
          INTO,
          UNIQUE_KEY,
          WATERMARK,
          LOOKBACK,
          COLUMNS,
          WHERE,
          DELETES,
          ON_SCHEMA_CHANGE,
          PARALLEL,
          CHUNK_SIZE);

  private final Problems problems;

  SourceLoadReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Some of the options, each of them in its type.
   *
   * @param values what was written, by its key
   */
  record Options(Map<String, Option> values) {

    /** Nothing is said. */
    static final Options NONE = new Options(Map.of());

    /** These, and of the others what is not said here. */
    Options over(Options general) {
      Map<String, Option> all = new LinkedHashMap<>(general.values);
      all.putAll(values);
      return new Options(all);
    }

    private @Nullable String text(String key) {
      Option option = values.get(key);
      return option == null ? null : option.value().toString();
    }

    /** A value that {@link SourceLoadReader#value} has made, so it is of the key's own type. */
    @SuppressWarnings("unchecked")
    private <T> T or(String key, T whenMissing) {
      Option option = values.get(key);
      return option == null ? whenMissing : (T) option.value();
    }

    private @Nullable Place place(String key) {
      Option option = values.get(key);
      return option == null ? null : option.written().place();
    }
  }

  /**
   * One option.
   *
   * @param value in its type
   * @param written as it was written
   */
  record Option(Object value, ConfigValue written) {}

  /** The options of a {@code load} that stands somewhere; null or nothing says nothing. */
  Options options(@Nullable YamlNode load) {
    if (load == null || load.value() == null) {
      return Options.NONE;
    }
    if (!(load instanceof YamlMapping mapping)) {
      problems.add(
          Problem.of("\"load\" must be a mapping of keys to values")
              .at(load.place())
              .found("Found %s. Allowed: %s.".formatted(load.description(), all()))
              .next("Write for example: load: {unique_key: id, watermark: updated_at}"));
      return Options.NONE;
    }
    YamlFields fields = new YamlFields(mapping, problems);
    fields.rejectUnknown(KEYS);
    Map<String, Option> values = new LinkedHashMap<>();
    for (String key : KEYS) {
      YamlNode node = fields.get(key);
      Object value = node == null ? null : value(key, node, fields);
      if (node != null && value != null) {
        values.put(key, new Option(value, new ConfigValue(node.value(), node.place())));
      }
    }
    return new Options(values);
  }

  /** The value in its type; null, with a problem, where it is wrong. */
  private @Nullable Object value(String key, YamlNode node, YamlFields fields) {
    return switch (key) {
      case UNIQUE_KEY -> columns(key, fields);
      case COLUMNS -> choice(node, fields);
      case LOOKBACK -> lookback(node);
      case DELETES ->
          word(
              fields,
              key,
              SourceLoad.Deletes::named,
              Arrays.stream(SourceLoad.Deletes.values()).map(SourceLoad.Deletes::word).toList());
      case ON_SCHEMA_CHANGE ->
          word(
              fields,
              key,
              SourceLoad.SchemaChange::named,
              Arrays.stream(SourceLoad.SchemaChange.values())
                  .map(SourceLoad.SchemaChange::word)
                  .toList());
      case PARALLEL -> fields.integer(key, 1, SourceLoad.MOST_PARALLEL);
      case CHUNK_SIZE -> {
        Integer rows = fields.integer(key, 1, Integer.MAX_VALUE);
        yield rows == null ? null : rows.longValue();
      }
      default -> text(fields, key);
    };
  }

  private @Nullable String text(YamlFields fields, String key) {
    String text = fields.text(key);
    if (text != null && text.isBlank()) {
      problems.add(
          Problem.of("\"%s\" can't be empty".formatted(key))
              .at(fields.mapping().placeOf(key))
              .next("Say it, or remove the line."));
      return null;
    }
    return text == null ? null : text.strip();
  }

  private @Nullable List<String> columns(String key, YamlFields fields) {
    int before = problems.errors().size();
    List<String> names = fields.texts(key).stream().map(String::strip).toList();
    if (problems.errors().size() > before) {
      return null;
    }
    Place place = fields.mapping().placeOf(key);
    if (names.isEmpty() || names.contains("")) {
      problems.add(
          Problem.of("\"%s\" names no column".formatted(key))
              .at(place)
              .next("Name one or several, or remove the line."));
      return null;
    }
    if (new LinkedHashSet<>(names).size() < names.size()) {
      problems.add(Problem.of("\"%s\" names a column twice".formatted(key)).at(place));
      return null;
    }
    return names;
  }

  /** A list of what is copied, or a mapping that says what is not. */
  private SourceLoad.@Nullable Columns choice(YamlNode node, YamlFields fields) {
    if (!(node instanceof YamlMapping mapping)) {
      List<String> names = columns(COLUMNS, fields);
      return names == null ? null : new SourceLoad.Columns(names, true);
    }
    YamlFields within = new YamlFields(mapping, problems);
    within.rejectUnknown(List.of(EXCLUDE));
    if (within.get(EXCLUDE) == null) {
      within.missing(
          "\"columns\" says neither which columns are copied nor which are not",
          "Write a list of those that are, or {exclude: [those that are not]}.");
      return null;
    }
    List<String> names = columns(EXCLUDE, within);
    return names == null ? null : new SourceLoad.Columns(names, false);
  }

  private @Nullable String lookback(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      String written = scalar.value() instanceof String text ? text : scalar.text();
      String text = written.strip();
      if (Lookback.allowed(text)) {
        return text;
      }
      problems.add(
          wrong(LOOKBACK, node, "an interval such as \"1 hour\" or \"3 days\", or a number")
              .next(
                  Lookback.question(text)
                      .orElse("It is taken from the last mark, so it is not negative.")));
      return null;
    }
    problems.add(wrong(LOOKBACK, node, "an interval such as \"1 hour\", or a number"));
    return null;
  }

  private <T> @Nullable T word(
      YamlFields fields, String key, Function<String, Optional<T>> named, List<String> allowed) {
    String text = fields.text(key);
    if (text == null) {
      return null;
    }
    Optional<T> found = named.apply(text);
    if (found.isEmpty()) {
      YamlNode node = Objects.requireNonNull(fields.get(key));
      problems.add(
          Problem.of("\"%s\" must be one of %s".formatted(key, String.join(", ", allowed)))
              .at(node.place())
              .found("Found %s.".formatted(node.description()))
              .next(NearestName.question(text, allowed).orElse(null)));
    }
    return found.orElse(null);
  }

  private static Problem wrong(String key, YamlNode node, String allowed) {
    return Problem.of("\"%s\" must be %s".formatted(key, allowed))
        .at(node.place())
        .found("Found %s.".formatted(node.description()));
  }

  /**
   * The whole of it, once it is known that the options fit each other.
   *
   * @param what whose it is, {@code raw.orders}
   * @param place where that is
   * @param source the source's name
   */
  SourceLoad load(Options options, String what, Place place, String source) {
    List<String> uniqueKey = options.or(UNIQUE_KEY, List.<String>of());
    SourceLoad.Columns columns = options.or(COLUMNS, SourceLoad.Columns.ALL);
    String watermark = options.text(WATERMARK);
    String lookback = options.text(LOOKBACK);
    SourceLoad.Deletes deletes = options.or(DELETES, SourceLoad.Deletes.IGNORE);
    if (lookback != null && watermark == null) {
      problems.add(
          Problem.of("%s has a \"lookback\" and no \"watermark\"".formatted(what))
              .at(options.place(LOOKBACK))
              .at(place)
              .found("Without a watermark the table is copied whole each time.")
              .next("Name the watermark, or remove \"lookback\"."));
    }
    if (lookback != null && watermark != null && uniqueKey.isEmpty()) {
      problems.add(
          needsKey(what, LOOKBACK, options.place(LOOKBACK), place)
              .found("Rows that are read again would be in the copy twice."));
    }
    if (deletes != SourceLoad.Deletes.IGNORE && watermark != null && uniqueKey.isEmpty()) {
      problems.add(
          needsKey(what, DELETES, options.place(DELETES), place)
              .found("Which rows are gone is told by the key."));
    }
    if (deletes == SourceLoad.Deletes.MARK && watermark == null) {
      problems.add(
          Problem.of("%s is copied whole, so no row of it can be marked as deleted".formatted(what))
              .at(options.place(DELETES))
              .at(place)
              .found("A whole copy has the rows that are there, and no others.")
              .next("Name a watermark and a unique_key, or remove \"deletes\"."));
    }
    List<String> needed = new ArrayList<>(uniqueKey);
    if (watermark != null) {
      needed.add(watermark);
    }
    List<String> left = needed.stream().filter(name -> !columns.have(name)).distinct().toList();
    if (!left.isEmpty()) {
      problems.add(
          Problem.of(
                  "%s needs the column%s %s, which \"columns\" leaves out"
                      .formatted(what, left.size() == 1 ? "" : "s", String.join(", ", left)))
              .at(options.place(COLUMNS))
              .at(options.place(uniqueKey.contains(left.get(0)) ? UNIQUE_KEY : WATERMARK))
              .next("Rows are found and ordered by it: let it be copied."));
    }
    Map<String, ConfigValue> written = new LinkedHashMap<>();
    options.values().forEach((key, option) -> written.put(key, option.written()));
    return new SourceLoad(
        options.or(INTO, source),
        uniqueKey,
        watermark,
        lookback,
        columns,
        options.text(WHERE),
        deletes,
        options.or(ON_SCHEMA_CHANGE, SourceLoad.SchemaChange.IGNORE),
        options.or(PARALLEL, SourceLoad.DEFAULT_PARALLEL),
        options.or(CHUNK_SIZE, SourceLoad.DEFAULT_CHUNK_SIZE),
        false,
        written);
  }

  private static Problem needsKey(String what, String key, @Nullable Place at, Place place) {
    return Problem.of("%s has \"%s\" and no \"unique_key\"".formatted(what, key))
        .at(at)
        .at(place)
        .next("Name the key's columns, or remove \"%s\".".formatted(key));
  }

  private static String all() {
    return String.join(", ", KEYS);
  }
}
