package io.tidemark.template;

/** Which dbt's language is spoken here, and in the artifacts. */
public final class DbtLanguage {

  /** The version of dbt-core that templates see as {@code dbt_version}. */
  public static final String VERSION = "1.11.14";

  private DbtLanguage() {}
}
