package io.tidemark.schedule.export;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The templates of what is exported: the project's own in {@code jobs/templates}, else ours.
 *
 * <p>{@code {{name}}} is a value quoted for the language of the file, {@code {{{name}}}} the value
 * as it is. A name that does not exist is an error at its line.
 */
final class ExportTemplates {

  /** Where a project's own are. */
  static final String FOLDER = "jobs/templates";

  private static final Pattern LINE = Pattern.compile("@\\[[^\\]]*:(\\d+)\\]");

  private final Path project;

  /** Those of a project. */
  ExportTemplates(Path project) {
    this.project = project;
  }

  /**
   * Renders one.
   *
   * @param file the template's file name
   * @param scheduler says how values are quoted
   * @throws ProjectException if the project's own can't be read or rendered
   */
  String render(String file, Scheduler scheduler, Map<String, @Nullable Object> values) {
    SourceText source = source(file);
    StringWriter text = new StringWriter();
    try {
      Mustache template =
          new Factory(source, scheduler).compile(new StringReader(source.text()), source.file());
      template.execute(text, values).flush();
    } catch (MustacheException e) {
      throw problem(e, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private SourceText source(String file) {
    String name = FOLDER + "/" + file;
    Path own = project.resolve(name);
    try {
      if (Files.exists(own)) {
        return SourceText.of(name, Files.readString(own));
      }
      try (InputStream ours = ExportTemplates.class.getResourceAsStream("/schedule/" + file)) {
        return SourceText.of(
            file, new String(Objects.requireNonNull(ours).readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new ProjectException(
          Problem.of("The template " + name + " can't be read")
              .found("The system says: %s.".formatted(e.getMessage()))
              .next("It must be a text in UTF-8, which this user may read."));
    }
  }

  private static ProjectException problem(MustacheException error, SourceText source) {
    String message = String.valueOf(error.getMessage());
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ProjectException ours) {
        return ours;
      }
    }
    Matcher line = LINE.matcher(message);
    return new ProjectException(
        Problem.of("The template can't be read: " + line.replaceAll("").strip())
            .at(source.at(line.reset().find() ? Integer.parseInt(line.group(1)) : 1, 0))
            .next("Close every section: {{#jobs}} … {{/jobs}}."));
  }

  private static final class Factory extends DefaultMustacheFactory {

    private final Scheduler scheduler;

    Factory(SourceText source, Scheduler scheduler) {
      this.scheduler = scheduler;
      setObjectHandler(new ExportValues(source));
    }

    @Override
    public void encode(String value, Writer writer) {
      try {
        writer.write(scheduler.quoted(value));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Reader getReader(String resourceName) {
      throw new MustacheException("partials ({{>" + resourceName + "}}) are not available here");
    }
  }
}
