package io.tidemark.materialization;

import io.tidemark.postgres.RelationKind;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.ProjectException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a data test's configuration says about its failures, checked. */
public final class DataTestSettings {

  private static final String SEVERITY = "severity";
  private static final String STORE_FAILURES_AS = "store_failures_as";
  private static final String EPHEMERAL = "ephemeral";
  private static final List<String> SEVERITIES = List.of("error", "warn");
  private static final List<String> STORED_AS = List.of(EPHEMERAL, "table", "view");

  /** dbt's condition where none is configured: one failure is too many. */
  private static final String ANY = "!= 0";

  private final NodeConfig config;

  /** The settings of a test's configuration. */
  public DataTestSettings(NodeConfig config) {
    this.config = config;
  }

  /** Whether too many failures are an error; else they are only ever warned of. */
  boolean canFail() {
    String severity = config.string(SEVERITY, "error").toLowerCase(Locale.ROOT);
    if (!SEVERITIES.contains(severity)) {
      throw new ProjectException(config.notAllowed(SEVERITY, SEVERITIES));
    }
    return severity.equals("error");
  }

  /** What makes a number of the failing rows. */
  String failCalc() {
    return config.string("fail_calc", "count(*)");
  }

  String warnIf() {
    return config.string("warn_if", ANY);
  }

  String errorIf() {
    return config.string("error_if", ANY);
  }

  /** How many failing rows are looked at; null for all. */
  @Nullable Long limit() {
    return config.integer("limit");
  }

  /**
   * As what the failing rows are kept; empty if they are not.
   *
   * @param asked whether all tests' failures are to be kept that do not say otherwise
   */
  public Optional<RelationKind> stored(boolean asked) {
    String as = config.string(STORE_FAILURES_AS);
    if (as == null) {
      boolean stored = config.bool("store_failures", asked);
      return stored ? Optional.of(RelationKind.TABLE) : Optional.empty();
    }
    return switch (as.toLowerCase(Locale.ROOT)) {
      case "table" -> Optional.of(RelationKind.TABLE);
      case "view" -> Optional.of(RelationKind.VIEW);
      case EPHEMERAL -> Optional.empty();
      default -> throw new ProjectException(config.notAllowed(STORE_FAILURES_AS, STORED_AS));
    };
  }

  /** Every setting once, for what is wrong with it. */
  List<Runnable> checks() {
    return List.of(
        this::canFail,
        this::failCalc,
        this::warnIf,
        this::errorIf,
        this::limit,
        () -> stored(false));
  }
}
