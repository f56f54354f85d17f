package io.tidemark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import io.tidemark.schedule.Job;
import io.tidemark.schedule.Param;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The params of a job's run: what was given, else what an earlier launch of the run had, else what
 * the job file says.
 *
 * @param values by name, in the file's order
 */
record JobParams(Job job, Map<String, @Nullable Object> values) {

  private static final String KEPT = "params";

  /**
   * Those that were given, and the file's.
   *
   * @throws io.tidemark.project.problem.ProjectException if one is unknown, or one is missing
   */
  static JobParams of(Job job, Map<String, String> given) {
    Problems problems = new Problems();
    List<String> names = job.params().stream().map(Param::name).toList();
    given
        .keySet()
        .forEach(
            name -> {
              if (!names.contains(name)) {
                problems.add(unknown(job, name, names));
              }
            });
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Param param : job.params()) {
      String text = given.get(param.name());
      if (text == null && param.required()) {
        problems.add(
            Problem.of("The job %s needs the param \"%s\"".formatted(job.name(), param.name()))
                .at(param.place())
                .found(param.description().isEmpty() ? null : param.description())
                .next("Give it: --param %s=VALUE".formatted(param.name())));
      }
      values.put(param.name(), text == null ? param.value() : typed(text, param));
    }
    problems.throwIfAny();
    return new JobParams(job, values);
  }

  /** With what an earlier launch had of those that are not given now. */
  JobParams keeping(Map<String, String> arguments, Map<String, String> given) {
    String json = arguments.get(KEPT);
    if (json == null) {
      return this;
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
    kept(json)
        .forEach(
            (name, value) -> {
              if (all.containsKey(name) && !given.containsKey(name)) {
                all.put(name, value);
              }
            });
    return new JobParams(job, all);
  }

  /** Those that tell runs of one interval apart, as text. */
  SortedMap<String, String> identifying() {
    SortedMap<String, String> identifying = new TreeMap<>();
    for (Param param : job.params()) {
      if (param.identifying()) {
        identifying.put(param.name(), String.valueOf(values.get(param.name())));
      }
    }
    return identifying;
  }

  /** As the job repository keeps them. */
  Map<String, String> kept() {
    try {
      return Map.of(KEPT, new ObjectMapper().writeValueAsString(values));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("values of YAML are JSON", e);
    }
  }

  private static Map<String, @Nullable Object> kept(String json) {
    try {
      return new ObjectMapper()
          .readValue(json, new TypeReference<Map<String, @Nullable Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the job repository holds what was put into it", e);
    }
  }

  /** A number where the file's value is none of text. */
  private static @Nullable Object typed(String text, Param param) {
    if (param.value() == null || param.value() instanceof String) {
      return text;
    }
    Problems problems = new Problems();
    YamlNode node = YamlReader.read(SourceText.of("--param " + param.name(), text), problems);
    problems.throwIfAny();
    return node == null ? null : node.value();
  }

  private static Problem unknown(Job job, String name, List<String> names) {
    return Problem.of("The job %s has no param \"%s\"".formatted(job.name(), name))
        .at(job.place())
        .found(names.isEmpty() ? "It has none." : "Params: %s.".formatted(String.join(", ", names)))
        .next(NearestName.question(name, names).orElse(null));
  }
}
