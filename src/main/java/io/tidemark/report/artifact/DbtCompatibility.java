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

  private DbtCompatibility() {}
}
