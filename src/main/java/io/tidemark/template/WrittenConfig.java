package io.tidemark.template;

import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.syntax.CallKeywords;
import io.tidemark.project.file.SourceFile;
import java.util.Map;

/** What {@code config()} is called with in a file, as it is written there. */
public final class WrittenConfig {

  private static final String FUNCTION = "config";

  private WrittenConfig() {}

  /** As {@link #of(String)}, of a file; empty for one that is no Jinja. */
  public static Map<String, String> of(SourceFile file) {
    return file.isPython() || file.isMustache() ? Map.of() : of(file.text());
  }

  /**
   * The arguments of the first call in a template, by their names, as dbt 1.13 writes them; empty
   * where there is none.
   */
  public static Map<String, String> of(String template) {
    if (!template.contains(FUNCTION)) {
      return Map.of();
    }
    try {
      return CallKeywords.of(FUNCTION, template);
    } catch (TemplateException toldByTheRender) {
      return Map.of();
    }
  }
}
