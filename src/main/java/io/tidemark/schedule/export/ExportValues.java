package io.tidemark.schedule.export;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.reflect.SimpleObjectHandler;
import com.github.mustachejava.util.Wrapper;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a name in a template stands for: a key of the innermost map that has it, and nothing else.
 * The items of a list know {@code .} and {@code last}.
 */
final class ExportValues extends SimpleObjectHandler {

  private final SourceText source;

  ExportValues(SourceText source) {
    this.source = source;
  }

  @Override
  public Wrapper find(String name, List<Object> scopes) {
    return found -> value(name, found, 1);
  }

  @Override
  public Binding createBinding(String name, TemplateContext context, Code code) {
    return scopes -> value(name, scopes, Math.max(1, context.line()));
  }

  /** For <code>{{.}}</code> mustache.java takes the scope itself; meant is the item in it. */
  @Override
  public String stringify(Object value) {
    return String.valueOf(value instanceof Item item ? item.value : value);
  }

  @Override
  public Writer iterate(
      Iteration iteration, Writer writer, @Nullable Object value, List<Object> scopes) {
    if (!(value instanceof List<?> items)) {
      return isFalse(value)
          ? writer
          : iteration.next(writer, Objects.requireNonNull(value), scopes);
    }
    Writer out = writer;
    for (int i = 0; i < items.size(); i++) {
      Object item = items.get(i);
      out = iteration.next(out, new Item(item, i == items.size() - 1), scopes);
    }
    return out;
  }

  @Override
  public Writer falsey(
      Iteration iteration, Writer writer, @Nullable Object value, List<Object> scopes) {
    boolean none = value instanceof List<?> items ? items.isEmpty() : isFalse(value);
    return none ? iteration.next(writer, Map.of(), scopes) : writer;
  }

  private static boolean isFalse(@Nullable Object value) {
    return value == null || value.equals(false) || value.equals("");
  }

  private @Nullable Object value(String name, List<Object> scopes, int line) {
    Set<String> known = new TreeSet<>();
    for (int i = scopes.size() - 1; i >= 0; i--) {
      Object scope = scopes.get(i);
      if (scope instanceof Item item) {
        if (name.equals("last")) {
          return item.last;
        }
        scope = item.value;
      }
      if (scope instanceof Map<?, ?> map) {
        if (map.containsKey(name)) {
          return map.get(name);
        }
        map.keySet().forEach(key -> known.add(String.valueOf(key)));
      }
    }
    throw new ProjectException(
        Problem.of("\"" + name + "\" is not known in this template")
            .at(source.at(line, 0))
            .found("Known are: " + String.join(", ", known) + ".")
            .next(NearestName.question(name, known).orElse(null)));
  }

  /** An item of a list, and whether it is the last one. */
  private record Item(@Nullable Object value, boolean last) {}
}
