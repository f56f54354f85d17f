package io.tidemark.project.yaml;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Renders the templates in a tree's texts. Keys are never rendered, and which values are is for the
 * caller to say, by the path of keys and list positions that leads to the value (dbt renders hooks,
 * descriptions and tests later, each in its own context). Problems are collected; a value that
 * can't be rendered stays as it was written.
 */
public final class YamlRendering {

  private final ValueRenderer renderer;
  private final Predicate<List<Object>> renders;
  private final Problems problems;
  private final List<Object> path = new ArrayList<>();

  /**
   * Prepares a rendering; use it for one tree at a time.
   *
   * @param renders whether the value at a path is rendered; the path holds {@code String} keys and
   *     {@code Integer} positions and must not be kept
   */
  public YamlRendering(ValueRenderer renderer, Predicate<List<Object>> renders, Problems problems) {
    this.renderer = renderer;
    this.renders = renders;
    this.problems = problems;
  }

  /** The mapping with its values rendered; places are those of the original. */
  public YamlMapping render(YamlMapping mapping) {
    List<YamlEntry> entries = new ArrayList<>();
    boolean changed = false;
    for (YamlEntry entry : mapping.entries()) {
      path.add(entry.name());
      YamlNode value = node(entry.value());
      path.remove(path.size() - 1);
      boolean same = value == entry.value();
      entries.add(same ? entry : new YamlEntry(entry.key(), value));
      changed |= !same;
    }
    return changed ? new YamlMapping(entries, mapping.place()) : mapping;
  }

  private YamlNode node(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return render(mapping);
    }
    if (node instanceof YamlSequence sequence) {
      List<YamlNode> items = new ArrayList<>();
      boolean changed = false;
      for (YamlNode item : sequence.items()) {
        path.add(items.size());
        YamlNode value = node(item);
        path.remove(path.size() - 1);
        items.add(value);
        changed |= value != item;
      }
      return changed ? new YamlSequence(items, sequence.place()) : sequence;
    }
    return scalar((YamlScalar) node);
  }

  private YamlNode scalar(YamlScalar scalar) {
    if (!(scalar.value() instanceof String text)) {
      return scalar;
    }
    boolean template = isTemplate(text);
    if ((!template && !text.endsWith("\n")) || !renders.test(path)) {
      return scalar;
    }
    if (!template) {
      // Jinja drops one line break at the end of a template, and to dbt every text is one.
      return written(text(text.substring(0, text.length() - 1), scalar.place()), scalar);
    }
    try {
      return written(toNode(renderer.render(text, scalar.place()), scalar.place()), scalar);
    } catch (ProjectException notRendered) {
      problems.add(notRendered);
      return scalar;
    }
  }

  private static YamlNode written(YamlNode rendered, YamlScalar template) {
    return rendered instanceof YamlScalar scalar
        ? new YamlScalar(
            scalar.value(), scalar.text(), scalar.place(), template.written(), scalar.moment())
        : rendered;
  }

  /** Whether a text has anything that a template engine would act on. */
  public static boolean isTemplate(String text) {
    return text.indexOf('{') >= 0
        && (text.contains("{{") || text.contains("{%") || text.contains("{#"));
  }

  /** A tree of plain values, each of them at the one given place. */
  public static YamlNode toNode(@Nullable Object value, Place place) {
    if (value instanceof Map<?, ?> map) {
      List<YamlEntry> entries = new ArrayList<>();
      map.forEach((key, item) -> entries.add(new YamlEntry(key(key, place), toNode(item, place))));
      return new YamlMapping(entries, place);
    }
    if (value instanceof Iterable<?> list) {
      List<YamlNode> items = new ArrayList<>();
      list.forEach(item -> items.add(toNode(item, place)));
      return new YamlSequence(items, place);
    }
    return key(value, place);
  }

  private static YamlScalar key(@Nullable Object value, Place place) {
    Object kept = value instanceof Integer number ? (Object) number.longValue() : value;
    return new YamlScalar(kept, kept == null ? "" : kept.toString(), place);
  }

  private static YamlScalar text(String text, Place place) {
    return new YamlScalar(text, text, place);
  }
}
