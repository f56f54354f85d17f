package io.tidemark.project.problem;

/**
 * Warnings that dbt has as well, by its names, so that {@code --warn-error-options} knows them.
 * Those whose code begins with D tell of what dbt will give up, as far as it does on PostgreSQL:
 * what it checks by its JSON schemas (custom keys, a missing {@code +}) it checks for four other
 * databases alone.
 *
 * <p>The source is dbt-core 1.11, {@code dbt/deprecations.py} and {@code dbt/events/types.py}.
 */
public enum WarningKind {
  /** A package of the hub that has moved. */
  PACKAGE_REDIRECT("PackageRedirectDeprecation", "D001"),
  /** {@code clean-targets} with the old folder of packages. */
  PACKAGE_INSTALL_PATH("PackageInstallPathDeprecation", "D002"),
  /** {@code source-paths}. */
  CONFIG_SOURCE_PATH("ConfigSourcePathDeprecation", "D003"),
  /** {@code data-paths}. */
  CONFIG_DATA_PATH("ConfigDataPathDeprecation", "D004"),
  /** An exposure's name with blanks and the like. */
  EXPOSURE_NAME("ExposureNameDeprecation", "D007"),
  /** An environment variable by its old name. */
  ENVIRONMENT_VARIABLE_RENAMED("EnvironmentVariableRenamed", "D009"),
  /** {@code log-path} in the project. */
  CONFIG_LOG_PATH("ConfigLogPathDeprecation", "D010"),
  /** {@code target-path} in the project. */
  CONFIG_TARGET_PATH("ConfigTargetPathDeprecation", "D011"),
  /** Flags in {@code profiles.yml}. */
  PROJECT_FLAGS_MOVED("ProjectFlagsMovedDeprecation", "D013"),
  /** One name with blanks, which {@link #RESOURCE_NAMES_WITH_SPACES} counts. */
  SPACES_IN_RESOURCE_NAME("SpacesInResourceNameDeprecation", "D014"),
  /** Names with blanks. */
  RESOURCE_NAMES_WITH_SPACES("ResourceNamesWithSpacesDeprecation", "D015"),
  /** A package's materialization in the place of dbt's own. */
  PACKAGE_MATERIALIZATION_OVERRIDE("PackageMaterializationOverrideDeprecation", "D016"),
  /** Hooks that {@code source freshness} leaves out because a flag says so. */
  FRESHNESS_HOOKS_NOT_RUN("SourceFreshnessProjectHooksNotRun", "D017"),
  /** A time spine that is known by its name alone. */
  TIME_SPINE_WITHOUT_YAML("MFTimespineWithoutYamlConfigurationDeprecation", "D018"),
  /** A cumulative metric's window beside the key where it belongs. */
  CUMULATIVE_TYPE_PARAMS("MFCumulativeTypeParamsDeprecation", "D019"),
  /** A microbatch strategy that the project has written and that is run without batches. */
  MICROBATCH_OUTSIDE_OF_BATCHES("MicrobatchMacroOutsideOfBatchesDeprecation", "D020"),
  /** A tag outside of the definitions in a file of macros. */
  UNEXPECTED_JINJA_BLOCK("UnexpectedJinjaBlockDeprecation", "D023"),
  /** A key twice in one mapping. */
  DUPLICATE_YAML_KEYS("DuplicateYAMLKeysDeprecation", "D024"),
  /** {@code source freshness --output}. */
  CUSTOM_OUTPUT_PATH("CustomOutputPathInSourceFreshnessDeprecation", "D029"),
  /** A test's configuration beside {@code config}. */
  PROPERTY_MOVED_TO_CONFIG("PropertyMovedToConfigDeprecation", "D030"),
  /** {@code include} and {@code exclude} in {@code warn_error_options}. */
  WEO_INCLUDE_EXCLUDE("WEOIncludeExcludeDeprecation", "D031"),
  /** {@code --models} for {@code --select}. */
  MODEL_PARAM_USAGE("ModelParamUsageDeprecation", "D032"),
  /** {@code modules.itertools}. */
  MODULES_ITERTOOLS_USAGE("ModulesItertoolsUsageDeprecation", "D034"),
  /** {@code overrides} of a source. */
  SOURCE_OVERRIDE("SourceOverrideDeprecation", "D035"),
  /** A variable of the user's own with dbt's prefix. */
  ENVIRONMENT_VARIABLE_NAMESPACE("EnvironmentVariableNamespaceDeprecation", "D036"),
  /** A test's {@code arguments} while the project's flag says that they are no such. */
  ARGUMENTS_PROPERTY("ArgumentsPropertyInGenericTestDeprecation", "D038"),
  /** A test's arguments outside of {@code arguments}. */
  MISSING_ARGUMENTS_PROPERTY("MissingArgumentsPropertyInGenericTestDeprecation", "D039"),
  /** One name for a model and a seed. */
  DUPLICATE_NAME("DuplicateNameDistinctNodeTypesDeprecation", "D040"),
  /** An override of a source that is not there. */
  UNUSED_TABLES("UnusedTables", "I056"),
  /** An entry of a properties file under the key of another kind. */
  WRONG_RESOURCE_SCHEMA_FILE("WrongResourceSchemaFile", "I057"),
  /** An entry of a properties file for what is not there. */
  NO_NODE_FOR_YAML_KEY("NoNodeForYamlKey", "I058"),
  /** A test of what is not there. */
  NODE_NOT_FOUND_OR_DISABLED("NodeNotFoundOrDisabled", "I060"),
  /** Constraints of what becomes no table. */
  UNSUPPORTED_CONSTRAINT_MATERIALIZATION("UnsupportedConstraintMaterialization", "I068"),
  /** A source whose freshness can't be told. */
  FRESHNESS_CONFIG_PROBLEM("FreshnessConfigProblem", "I073"),
  /** A microbatch model whose inputs have no {@code event_time}. */
  NO_EVENT_TIME_INPUTS("MicrobatchModelNoEventTimeInputs", "I074");

  private final String event;
  private final String code;

  WarningKind(String event, String code) {
    this.event = event;
    this.code = code;
  }

  /** dbt's name of the event, by which {@code --warn-error-options} knows it. */
  public String event() {
    return event;
  }

  /** Whether it tells of what dbt will give up. */
  public boolean isDeprecation() {
    return code.startsWith("D") && this != SPACES_IN_RESOURCE_NAME;
  }

  /** dbt's code of the event. */
  public String code() {
    return code;
  }
}
