package io.tidemark.project.yaml;

import io.tidemark.project.problem.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list.
 *
 * @param items in the file's order
 * @param place where it begins
 */
public record YamlSequence(List<YamlNode> items, Place place) implements YamlNode {

  public YamlSequence {
    items = List.copyOf(items);
  }

  @Override
  public List<@Nullable Object> value() {
    List<@Nullable Object> values = new ArrayList<>(items.size());
    items.forEach(item -> values.add(item.value()));
    return Collections.unmodifiableList(values);
  }

  @Override
  public List<@Nullable Object> typed() {
    List<@Nullable Object> values = new ArrayList<>(items.size());
    items.forEach(item -> values.add(item.typed()));
    return Collections.unmodifiableList(values);
  }

  @Override
  public List<@Nullable Object> written() {
    List<@Nullable Object> values = new ArrayList<>(items.size());
    items.forEach(item -> values.add(item.written()));
    return Collections.unmodifiableList(values);
  }

  @Override
  public String description() {
    return "a list";
  }
}
