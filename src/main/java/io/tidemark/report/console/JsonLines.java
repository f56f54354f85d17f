package io.tidemark.report.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line, in the shape of dbt's structured log: {@code {"data": {…}, "info": {…}}}.
 * The keys are sorted, as dbt sorts them.
 *
 * <p>The source is dbt's page "Events and logs".
 */
final class JsonLines implements LineFormat {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final ObjectMapper mapper = new ObjectMapper();
  private final String invocationId;
  private final Map<String, String> extra;
  private final long processId = ProcessHandle.current().pid();

  /**
   * Lines of one invocation.
   *
   * @param extra what the environment adds to every line
   */
  JsonLines(String invocationId, Map<String, String> extra) {
    this.invocationId = invocationId;
    this.extra = Collections.unmodifiableMap(new TreeMap<>(extra));
  }

  @Override
  public String format(LogEvent event, Instant at, String thread) {
    Map<String, Object> info = new TreeMap<>();
    info.put("category", "");
    info.put("code", event.code());
    info.put("extra", extra);
    info.put("invocation_id", invocationId);
    info.put("level", event.level().dbtName());
    info.put("msg", event.message());
    info.put("name", event.name());
    info.put("pid", processId);
    info.put("thread", thread);
    info.put("ts", TIME.format(at));
    Map<String, @Nullable Object> line = new TreeMap<>();
    line.put(
        "data",
        event.data().isEmpty() ? Map.of("msg", event.message()) : new TreeMap<>(event.data()));
    line.put("info", info);
    try {
      return mapper.writeValueAsString(line);
    } catch (JsonProcessingException unknownType) {
      throw new IllegalArgumentException(
          "the data of the event " + event.name() + " is nothing that JSON knows", unknownType);
    }
  }
}
