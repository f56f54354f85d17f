package io.tidemark.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * dbt's options that have nothing to decide here. They are accepted, so that a command line that
 * was written for dbt goes on, and templates find their values in {@code flags}.
 */
final class AcceptedOptions {

  @Option(
      names = "--cache-selected-only",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean cacheSelectedOnly;

  @Option(
      names = "--partial-parse",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean partialParse = true;

  @Option(
      names = "--partial-parse-file-diff",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean partialParseFileDiff = true;

  @Option(
      names = "--populate-cache",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean populateCache = true;

  @Option(
      names = "--send-anonymous-usage-stats",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean sendAnonymousUsageStats = true;

  @Option(
      names = "--static-parser",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean staticParser = true;

  @Option(
      names = "--use-experimental-parser",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean useExperimentalParser;

  @Option(
      names = "--use-fast-test-edges",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean useFastTestEdges;

  @Option(
      names = "--upload-to-artifacts-ingest-api",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean uploadToArtifactsIngestApi;

  @Option(
      names = "--macro-debugging",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean macroDebugging;

  @Option(
      names = "--log-cache-events",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean logCacheEvents;

  @Option(
      names = "--show-resource-report",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean showResourceReport;

  @Option(
      names = "--show-all-deprecations",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean showAllDeprecations;

  @Option(
      names = "--export-saved-queries",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean exportSavedQueries;

  @Option(
      names = "--include-saved-query",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean includeSavedQuery;

  @Option(
      names = "--inject-ephemeral-ctes",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean injectEphemeralCtes = true;

  @Option(
      names = "--introspect",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean introspect = true;

  @Option(
      names = "--use-colors-file",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean useColorsFile = true;

  @Option(
      names = "--single-threaded",
      negatable = true,
      fallbackValue = "true",
      hidden = true,
      scope = ScopeType.INHERIT)
  boolean singleThreaded;

  @Option(
      names = "--partial-parse-file-path",
      paramLabel = "VALUE",
      hidden = true,
      scope = ScopeType.INHERIT)
  @Nullable String partialParseFilePath;

  @Option(
      names = {"-r", "--record-timing-info"},
      paramLabel = "VALUE",
      hidden = true,
      scope = ScopeType.INHERIT)
  @Nullable String recordTimingInfo;

  @Option(names = "--sqlparse", paramLabel = "VALUE", hidden = true, scope = ScopeType.INHERIT)
  @Nullable String sqlparse;
}
