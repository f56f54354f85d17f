package io.tidemark.postgres;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements that the engine itself issues: one Mustache file each in {@code sql/}.
 *
 * <p>A tag's value says by its type how it is written: an {@link Identifier} or a {@link Relation}
 * quoted, a {@link Literal} as a literal, an {@link SqlText} as it is, a whole number in digits. A
 * plain string is refused, so no name or value can get into a statement unquoted. Thread-safe.
 */
public final class Statements {

  private final DefaultMustacheFactory factory = new Factory();

  /**
   * The text of a statement.
   *
   * @param name the file's name without folder and ending, such as {@code load/upsert}
   * @param values what the file's tags stand for; an unknown tag is an error
   * @throws IllegalArgumentException if there is no such file, a tag has no value, or a value is of
   *     a type that can't be written safely
   */
  public String render(String name, Map<String, ?> values) {
    StringWriter text = new StringWriter();
    try {
      Mustache statement = factory.compile(name);
      statement.execute(text, values).flush();
    } catch (MustacheException e) {
      throw new IllegalArgumentException("statement " + name + ": " + rootMessage(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().strip();
  }

  /** A statement without tags. */
  public String text(String name) {
    return render(name, Map.of());
  }

  private static @Nullable String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  private static final class Factory extends DefaultMustacheFactory {

    Factory() {
      setObjectHandler(new SqlValues());
    }

    @Override
    public Reader getReader(String name) {
      InputStream file = Statements.class.getResourceAsStream("/sql/" + name + ".sql.mustache");
      if (file == null) {
        throw new IllegalArgumentException("no file sql/" + name + ".sql.mustache");
      }
      return new InputStreamReader(file, StandardCharsets.UTF_8);
    }

    @Override
    public void encode(String value, Writer writer) {
      try {
        writer.write(value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
