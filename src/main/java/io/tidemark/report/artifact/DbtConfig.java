package io.tidemark.report.artifact;

import io.tidemark.template.OwnCopy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a node among the {@code results}: as in dbt (BaseConfig.__getitem__), what
 * it does not have is none, not undefined.
 */
final class DbtConfig extends LinkedHashMap<String, @Nullable Object> {

  private static final long serialVersionUID = 1L;

  DbtConfig(Map<String, ?> config) {
    super(OwnCopy.of(config));
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String;
  }
}
