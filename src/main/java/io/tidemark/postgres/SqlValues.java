package io.tidemark.postgres;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.reflect.SimpleObjectHandler;
import com.github.mustachejava.util.Wrapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values are found in maps, and only there, and how they are written into a statement. */
final class SqlValues extends SimpleObjectHandler {

  @Override
  public Wrapper find(String name, List<Object> scopes) {
    return found -> value(name, found);
  }

  @Override
  public Binding createBinding(String name, TemplateContext context, Code code) {
    return scopes -> value(name, scopes);
  }

  @Override
  public String stringify(Object value) {
    if (value instanceof Identifier
        || value instanceof Relation
        || value instanceof Literal
        || value instanceof SqlText
        || value instanceof Long
        || value instanceof Integer) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        "a value of type " + value.getClass().getSimpleName() + " can't be written into SQL");
  }

  private static @Nullable Object value(String name, List<Object> scopes) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      Object scope = scopes.get(i);
      if (".".equals(name) && !(scope instanceof Map)) {
        return scope;
      }
      if (scope instanceof Map<?, ?> map && map.containsKey(name)) {
        return map.get(name);
      }
    }
    throw new IllegalArgumentException("no value for '" + name + "'");
  }
}
