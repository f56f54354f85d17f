package io.tidemark.cli;

import io.tidemark.graph.BatchSize;
import io.tidemark.graph.compile.SampleWindow;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code --sample} says: so many hours, days, months or years back, or a start and an end. */
final class SampleOption {

  private static final Pattern RELATIVE = Pattern.compile("(\\d{1,9})\\s+([A-Za-z]+?)s?");

  private SampleOption() {}

  /**
   * The window.
   *
   * @param now where a window ends that is told by its length
   * @throws ProjectException if it can't be understood
   */
  static SampleWindow parse(String text, Instant now) {
    Matcher relative = RELATIVE.matcher(text.strip());
    if (relative.matches()) {
      BatchSize size =
          BatchSize.named(relative.group(2).toLowerCase(Locale.ROOT))
              .orElseThrow(() -> wrong("Found the size \"" + relative.group(2) + "\".", text));
      return new SampleWindow(size.back(now, Integer.parseInt(relative.group(1))), now);
    }
    Problems problems = new Problems();
    YamlNode node = YamlReader.read(SourceText.of("--sample", text), problems);
    problems.throwIfAny();
    if (node == null || !(node.value() instanceof Map<?, ?> window)) {
      throw wrong("Found " + text + ".", text);
    }
    Instant start = time(window.get("start"), text);
    Instant end = time(window.get("end"), text);
    if (!start.isBefore(end)) {
      throw wrong("The start must be before the end.", text);
    }
    return new SampleWindow(start, end);
  }

  private static Instant time(@Nullable Object written, String text) {
    String time = written == null ? "" : written.toString().strip().replace(' ', 'T');
    try {
      if (time.length() == "2025-01-31".length()) {
        return LocalDate.parse(time).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      return time.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(time).toInstant()
          : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException noTime) {
      throw wrong("Found the time \"" + written + "\".", text);
    }
  }

  private static ProjectException wrong(String found, String text) {
    return new ProjectException(
        Problem.of("--sample can't be understood: " + text)
            .found(found)
            .next(
                "Write for example \"3 days\" (hours, months, years) or \"{start: 2025-01-01, end:"
                    + " 2025-01-02}\"."));
  }
}
