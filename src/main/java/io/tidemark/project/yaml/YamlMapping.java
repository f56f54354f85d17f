package io.tidemark.project.yaml;

import io.tidemark.project.problem.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values, in the file's order. A key is found by its text, whatever type YAML gives it
 * ({@code on:} is found as {@code "on"}).
 */
public final class YamlMapping implements YamlNode {

  private final Map<String, YamlEntry> entries;
  private final Place place;

  public YamlMapping(List<YamlEntry> entries, Place place) {
    Map<String, YamlEntry> byName = new LinkedHashMap<>();
    entries.forEach(entry -> byName.put(entry.name(), entry));
    this.entries = Collections.unmodifiableMap(byName);
    this.place = place;
  }

  /** A mapping without entries. */
  public static YamlMapping empty(Place place) {
    return new YamlMapping(List.of(), place);
  }

  @Override
  public Place place() {
    return place;
  }

  /** The entries in the file's order. */
  public List<YamlEntry> entries() {
    return new ArrayList<>(entries.values());
  }

  /** The keys in the file's order. */
  public Set<String> keys() {
    return entries.keySet();
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The value of a key, or null where the key is missing. */
  public @Nullable YamlNode get(String key) {
    YamlEntry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** The entry of a key, or null where the key is missing. */
  public @Nullable YamlEntry entry(String key) {
    return entries.get(key);
  }

  /** Where the key was written, or the mapping's own place where the key is missing. */
  public Place placeOf(String key) {
    YamlEntry entry = entries.get(key);
    return entry == null ? place : entry.place();
  }

  @Override
  public Map<Object, @Nullable Object> value() {
    Map<Object, @Nullable Object> values = new LinkedHashMap<>();
    entries.values().forEach(entry -> values.put(keyOf(entry), entry.value().value()));
    return Collections.unmodifiableMap(values);
  }

  @Override
  public Map<Object, @Nullable Object> typed() {
    Map<Object, @Nullable Object> values = new LinkedHashMap<>();
    entries.values().forEach(entry -> values.put(keyOf(entry), entry.value().typed()));
    return Collections.unmodifiableMap(values);
  }

  @Override
  public Map<Object, @Nullable Object> written() {
    Map<Object, @Nullable Object> values = new LinkedHashMap<>();
    entries.values().forEach(entry -> values.put(keyOf(entry), entry.value().written()));
    return Collections.unmodifiableMap(values);
  }

  private static Object keyOf(YamlEntry entry) {
    Object key = entry.key().value();
    return key == null ? entry.name() : key;
  }

  @Override
  public String description() {
    return "a mapping";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof YamlMapping mapping
        && entries.equals(mapping.entries)
        && place.equals(mapping.place);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.values().toString();
  }
}
