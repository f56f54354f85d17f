package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Missing;
import java.util.Collection;
import java.util.List;

/**
 * The names that a scope sets and never reads before: as in Jinja2 they are undefined there until
 * they are set, even where the host knows the name. Known once the whole template is parsed, and
 * constant from then on.
 */
public final class UnsetNames {
  private List<String> names = List.of();

  /** Called once, at the end of the parse. */
  public void resolve(Collection<String> found) {
    names = List.copyOf(found);
  }

  /** Makes them undefined in a frame that has just begun. */
  void begin(Frame frame) {
    for (int i = 0; i < names.size(); i++) {
      frame.set(names.get(i), Missing.MISSING);
    }
  }
}
