package io.tidemark.template;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.ObjectHandler;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.util.Wrapper;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import java.io.Writer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a name in a Mustache template stands for: the item of the section it is in, else what {@link
 * MustacheRoot} knows. No name is ever looked up in a Java object. An unknown name is an error at
 * its line, never an empty text.
 */
final class MustacheNames implements ObjectHandler {

  private final MustacheRoot root;
  private final SourceText source;

  MustacheNames(NodeScope scope, TemplateHost host, SourceText source) {
    this.root = new MustacheRoot(scope, host, source);
    this.source = source;
  }

  @Override
  public Binding createBinding(String name, TemplateContext context, Code code) {
    return scopes -> value(name, scopes, source.at(Math.max(1, context.line()), 0));
  }

  @Override
  public Wrapper find(String name, List<Object> scopes) {
    return found -> value(name, found, source.at(1, 0));
  }

  @Override
  public @Nullable Object coerce(@Nullable Object value) {
    return value;
  }

  @Override
  public String stringify(Object value) {
    return PythonText.str(item(value));
  }

  @Override
  public Writer iterate(
      Iteration iteration, Writer writer, @Nullable Object found, List<Object> scopes) {
    Object value = item(found);
    if (isFalse(value)) {
      return writer;
    }
    if (value instanceof Collection<?> items) {
      return iterateItems(iteration, writer, items, scopes);
    }
    return iteration.next(writer, value == null ? Map.of() : value, scopes);
  }

  @Override
  public Writer falsey(
      Iteration iteration, Writer writer, @Nullable Object value, List<Object> scopes) {
    return isFalse(item(value)) ? iteration.next(writer, Map.of(), scopes) : writer;
  }

  private static Writer iterateItems(
      Iteration iteration, Writer writer, Collection<?> items, List<Object> scopes) {
    Writer out = writer;
    int index = 0;
    for (Object item : items) {
      Map<String, @Nullable Object> scope = new HashMap<>();
      scope.put("value", item);
      scope.put(".", item);
      scope.put("index", index);
      scope.put("first", index == 0);
      scope.put("last", index == items.size() - 1);
      if (item instanceof Map<?, ?> map) {
        // What the item itself calls so wins.
        map.forEach((key, value) -> scope.put(String.valueOf(key), value));
      }
      out = iteration.next(out, scope, scopes);
      index++;
    }
    return out;
  }

  /** For <code>{{.}}</code> mustache.java takes the scope itself; meant is the item in it. */
  private static @Nullable Object item(@Nullable Object value) {
    return value instanceof Map<?, ?> scope && scope.containsKey(".") ? scope.get(".") : value;
  }

  private static boolean isFalse(@Nullable Object value) {
    return value == null
        || Boolean.FALSE.equals(value)
        || (value instanceof Collection<?> items && items.isEmpty())
        || (value instanceof CharSequence text && text.isEmpty());
  }

  private @Nullable Object value(String name, List<Object> scopes, Place place) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      if (scopes.get(i) instanceof Map<?, ?> item && item.containsKey(first(name))) {
        return path(name, item, place);
      }
    }
    return root.value(name, place);
  }

  private static @Nullable Object path(String name, Map<?, ?> item, Place place) {
    if (item.containsKey(name)) {
      return item.get(name);
    }
    Object value = item;
    for (String part : name.split("\\.", -1)) {
      if (!(value instanceof Map<?, ?> map) || !map.containsKey(part)) {
        throw new ProjectException(
            Problem.of("\"" + name + "\" is not known here")
                .at(place)
                .found("There is no \"" + part + "\" in " + PythonText.str(value) + "."));
      }
      value = map.get(part);
    }
    return value;
  }

  private static String first(String name) {
    int dot = name.indexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }
}
