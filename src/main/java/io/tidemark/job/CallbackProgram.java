package io.tidemark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.batch.StopSignal;
import io.tidemark.schedule.Callback;
import io.tidemark.template.TemplateDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells somebody how a task or a job has ended. */
final class CallbackProgram {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int REFUSED = 400;

  private final JobProject project;
  private final StopSignal stop;
  private final Consumer<String> output;

  /**
   * A program that tells.
   *
   * @param stop ends a command
   * @param output hears each line that a command prints
   */
  CallbackProgram(JobProject project, StopSignal stop, Consumer<String> output) {
    this.project = project;
    this.stop = stop;
    this.output = output;
  }

  /**
   * Tells it.
   *
   * @param facts what is known of the end: {@code state}, {@code exception} and their kind
   * @throws RuntimeException if nobody could be told
   */
  void run(
      Callback callback, Map<String, @Nullable Object> names, Map<String, @Nullable Object> facts) {
    Map<String, @Nullable Object> known = new LinkedHashMap<>(names);
    known.putAll(facts);
    if (callback instanceof Callback.Command command) {
      command(command, known);
    } else if (callback instanceof Callback.Post post) {
      post(post, known, facts);
    }
  }

  private void command(Callback.Command command, Map<String, @Nullable Object> known) {
    List<String> words =
        command.words().stream().map(word -> rendered(command, word, known)).toList();
    ChildProcess process = new ChildProcess(project.directory(), project.environment(), output);
    int exitCode = process.run(words, command.shell(), stop);
    if (exitCode != 0) {
      throw new TaskFailedException("It ended with the exit code " + exitCode);
    }
  }

  private void post(
      Callback.Post post,
      Map<String, @Nullable Object> known,
      Map<String, @Nullable Object> facts) {
    Object body = post.body() == null ? facts : rendered(post, post.body(), known);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(rendered(post, post.url(), known)))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json(body)));
    post.headers().forEach((name, value) -> request.setHeader(name, rendered(post, value, known)));
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= REFUSED) {
        throw new TaskFailedException("The server answered " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new TaskFailedException("The server can't be reached: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskFailedException("It was interrupted");
    }
  }

  /** Templates stand in texts, however deep. */
  private @Nullable Object rendered(
      Callback callback, @Nullable Object value, Map<String, @Nullable Object> known) {
    if (value instanceof String text) {
      return rendered(callback, text, known);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> done = new LinkedHashMap<>();
      map.forEach((key, item) -> done.put(String.valueOf(key), rendered(callback, item, known)));
      return done;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> rendered(callback, item, known)).toList();
    }
    return value;
  }

  private String rendered(Callback callback, String text, Map<String, @Nullable Object> known) {
    return project.render(callback.place(), text, known, TemplateDatabase.none());
  }

  private static String json(@Nullable Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new TaskFailedException("The body can't be written as JSON: " + e.getMessage());
    }
  }
}
