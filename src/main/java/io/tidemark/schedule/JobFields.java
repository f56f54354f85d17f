package io.tidemark.schedule;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the values that job files have beside those of any YAML. What is wrong is collected. */
final class JobFields {

  private final YamlFields fields;
  private final Problems problems;

  JobFields(YamlMapping mapping, Problems problems) {
    this.fields = new YamlFields(mapping, problems);
    this.problems = problems;
  }

  /** What any YAML has. */
  YamlFields plain() {
    return fields;
  }

  YamlMapping mapping() {
    return fields.mapping();
  }

  Problems problems() {
    return problems;
  }

  boolean bool(String key, boolean whenMissing) {
    Boolean value = fields.bool(key);
    return value == null ? whenMissing : value;
  }

  int integer(String key, int least, int whenMissing) {
    Integer value = fields.integer(key, least, Integer.MAX_VALUE);
    return value == null ? whenMissing : value;
  }

  /** A duration with its unit, or null where it is missing or wrong. */
  @Nullable Duration duration(String key) {
    String text = fields.text(key);
    if (text == null) {
      return null;
    }
    Optional<Duration> duration = Durations.of(text);
    if (duration.isEmpty()) {
      wrong(key, "\"%s\" must be a duration".formatted(key), Durations.ALLOWED);
    }
    return duration.orElse(null);
  }

  Duration duration(String key, Duration whenMissing) {
    Duration value = duration(key);
    return value == null ? whenMissing : value;
  }

  /** A moment; a date alone is its first one in the zone. */
  @Nullable Instant moment(String key, ZoneId zone) {
    String text = fields.text(key);
    if (text == null) {
      return null;
    }
    Optional<Instant> moment = Moments.of(text, zone);
    if (moment.isEmpty()) {
      wrong(key, "\"%s\" must be a date or a time".formatted(key), Moments.ALLOWED);
    }
    return moment.orElse(null);
  }

  /** A time zone; UTC where it is missing or wrong. */
  ZoneId zone(String key) {
    String name = fields.text(key, "UTC");
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      problems.add(
          Problem.of("There is no time zone \"" + name + "\"")
              .at(placeOf(key))
              .next(
                  NearestName.question(name, ZoneId.getAvailableZoneIds())
                      .orElse("Allowed: a name such as UTC or Europe/Zurich.")));
      return ZoneId.of("UTC");
    }
  }

  /** One of some names, or the default where it is missing or wrong. */
  <T> T one(
      String key, Function<String, Optional<T>> named, Collection<String> names, T otherwise) {
    String text = fields.text(key);
    if (text == null) {
      return otherwise;
    }
    Optional<T> found = named.apply(text);
    if (found.isEmpty()) {
      problems.add(
          Problem.of("There is no %s \"%s\"".formatted(key, text))
              .at(placeOf(key))
              .found("Allowed: %s.".formatted(String.join(", ", names)))
              .next(NearestName.question(text, names).orElse(null)));
    }
    return found.orElse(otherwise);
  }

  /** A mapping of names to texts, in the file's order. */
  Map<String, String> texts(String key) {
    YamlMapping mapping = fields.mapping(key);
    Map<String, String> texts = new LinkedHashMap<>();
    if (mapping != null) {
      YamlFields inner = new YamlFields(mapping, problems);
      for (YamlEntry entry : mapping.entries()) {
        String value = inner.text(entry.name());
        if (value != null) {
          texts.put(entry.name(), value);
        }
      }
    }
    return texts;
  }

  /** Where the value of a key is. */
  Place placeOf(String key) {
    YamlNode node = fields.mapping().get(key);
    return node == null ? fields.mapping().place() : node.place();
  }

  /** A value is not what it has to be. */
  void wrong(String key, String what, String allowed) {
    YamlNode node = fields.mapping().get(key);
    String found = node instanceof YamlScalar scalar ? scalar.description() : "nothing";
    problems.add(
        Problem.of(what)
            .at(placeOf(key))
            .found("Found %s. Allowed: %s.".formatted(found, allowed)));
  }
}
