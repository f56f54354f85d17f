package io.tidemark.schedule;

import io.tidemark.project.problem.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told to somebody when a task or a job has ended, or a task is tried again. */
public sealed interface Callback {

  /** Where it was written. */
  Place place();

  /**
   * Runs a program.
   *
   * @param words the program and its arguments, or one text for a shell; templates
   * @param shell whether a shell reads it
   */
  record Command(List<String> words, boolean shell, Place place) implements Callback {

    /** Copies the list. */
    public Command {
      words = List.copyOf(words);
    }
  }

  /**
   * Posts a JSON body by HTTP.
   *
   * @param url a template
   * @param headers templates by name
   * @param body as it was written, with templates in its texts; null for what is known of the run
   */
  record Post(String url, Map<String, String> headers, @Nullable Object body, Place place)
      implements Callback {

    /** Copies the map. */
    public Post {
      headers = Map.copyOf(headers);
    }
  }
}
