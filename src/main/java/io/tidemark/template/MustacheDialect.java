package io.tidemark.template;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import io.tidemark.jinja.value.UndefinedMode;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mustache, logic-less: the same names as in Jinja, looked up by {@link MustacheNames}. */
final class MustacheDialect implements Dialect {

  private static final Pattern LINE = Pattern.compile("@\\[[^\\]]*:(\\d+)\\]");

  @Override
  public String render(
      String name, String text, NodeScope scope, TemplateHost host, UndefinedMode undefined) {
    SourceText source = SourceText.of(name, text);
    Factory factory = new Factory(new MustacheNames(scope, host, source));
    StringWriter out = new StringWriter();
    try {
      Mustache template = factory.compile(new StringReader(text), name);
      template.execute(out, List.of()).flush();
    } catch (MustacheException e) {
      throw problem(e, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** mustache.java says where in the text of its message; ours is at the root of its causes. */
  private static ProjectException problem(MustacheException error, SourceText source) {
    Throwable cause = error;
    String message = String.valueOf(error.getMessage());
    while (cause.getCause() != null) {
      cause = cause.getCause();
      if (cause instanceof ProjectException ours) {
        return ours;
      }
    }
    Matcher line = LINE.matcher(message);
    Place place = source.at(line.find() ? Integer.parseInt(line.group(1)) : 1, 0);
    return new ProjectException(
        Problem.of("The Mustache template can't be read: " + line.replaceAll("").strip())
            .at(place)
            .next(
                "Close every section, and write tags as {{name}} or {{#section}} … {{/section}}."));
  }

  private static final class Factory extends DefaultMustacheFactory {

    Factory(MustacheNames names) {
      setObjectHandler(names);
    }

    /** SQL is not HTML: nothing is escaped. */
    @Override
    public void encode(String value, Writer writer) {
      try {
        writer.write(value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Reader getReader(String resourceName) {
      throw new MustacheException(
          "partials ({{>" + resourceName + "}}) are not available in models; use {{ref.model}}");
    }
  }
}
