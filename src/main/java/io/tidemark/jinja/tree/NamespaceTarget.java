package io.tidemark.jinja.tree;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Namespace;
import io.tidemark.jinja.value.PythonException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code namespace.attribute}. */
public record NamespaceTarget(String namespace, String attribute) implements Target {
  @Override
  public void assign(Frame frame, @Nullable Object value) {
    if (!(frame.lookUp(namespace) instanceof Namespace found)) {
      throw new PythonException(
          ErrorKind.RUNTIME, "cannot assign attribute on non-namespace object");
    }
    found.set(attribute, value);
  }

  @Override
  public @Nullable Object assigned(Frame frame) {
    return frame.attribute(frame.lookUp(namespace), attribute);
  }

  @Override
  public List<String> names() {
    return List.of();
  }
}
