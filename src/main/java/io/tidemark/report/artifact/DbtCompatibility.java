package io.tidemark.report.artifact;

import io.tidemark.template.DbtLanguage;

/** Which dbt the artifacts are like. */
public final class DbtCompatibility {

  /** The version of dbt-core whose readers understand the artifacts. */
  public static final String VERSION = DbtLanguage.VERSION;

  /** The schema of {@code run_results.json}. */
  public static final String RUN_RESULTS_SCHEMA =
      "https://schemas.getdbt.com/dbt/run-results/v6.json";

  /** The schema of {@code manifest.json}. */
  public static final String MANIFEST_SCHEMA = "https://schemas.getdbt.com/dbt/manifest/v12.json";

  /** The schema of {@code catalog.json}. */
  public static final String CATALOG_SCHEMA = "https://schemas.getdbt.com/dbt/catalog/v1.json";

  /** The schema of {@code sources.json}. */
  public static final String SOURCES_SCHEMA = "https://schemas.getdbt.com/dbt/sources/v3.json";

  private DbtCompatibility() {}
}
