package io.tidemark.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.core.job.parameters.JobParameter;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * A run's arguments as job parameters, which the repository writes together with the execution.
 * They identify nothing. One parameter holds 2,500 characters, so a longer text is cut into
 * several.
 */
public final class KeptArguments {

  /** What the names of the parameters begin with. */
  public static final String NAME = "arguments.";

  private static final int LENGTH = 2000;

  private KeptArguments() {}

  /** Adds them to an execution's parameters. */
  public static void write(Map<String, String> arguments, JobParametersBuilder parameters) {
    try {
      String text = new ObjectMapper().writeValueAsString(arguments);
      for (int i = 0; i * LENGTH < text.length(); i++) {
        String piece = text.substring(i * LENGTH, Math.min(text.length(), (i + 1) * LENGTH));
        parameters.addString(NAME + i, piece, false);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are JSON", e);
    }
  }

  /** Empty where an older version has started the run. */
  public static Map<String, String> read(JobParameters parameters) {
    Map<String, String> pieces = new HashMap<>();
    for (JobParameter<?> parameter : parameters) {
      pieces.put(parameter.name(), String.valueOf(parameter.value()));
    }
    return read(pieces);
  }

  /**
   * The same from the texts of all parameters, by their names.
   *
   * @return empty where an older version has started the run
   */
  public static Map<String, String> read(Map<String, String> parameters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; ; i++) {
      String piece = parameters.get(NAME + i);
      if (piece == null) {
        break;
      }
      text.append(piece);
    }
    if (text.isEmpty()) {
      return Map.of();
    }
    try {
      return new ObjectMapper()
          .readValue(text.toString(), new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the job repository holds what was put into it", e);
    }
  }
}
