package io.tidemark.graph.select;

import io.tidemark.graph.ResourceType;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.List;

/**
 * A method as it is asked in a criterion: {@code config.materialized:table}.
 *
 * @param criterion the criterion as it was written, for messages
 * @param method the method, {@code config}
 * @param keys the words between the method and the colon, {@code materialized}
 * @param value what it is asked for, {@code table}
 * @param vocabulary what it may stand for
 */
record MethodCall(
    String criterion, Method method, List<String> keys, String value, Vocabulary vocabulary) {

  private static final List<String> ACCESS = List.of("private", "protected", "public");

  /**
   * What tells the nodes that are meant.
   *
   * @throws ProjectException where the method can't be asked this
   */
  NodeMatcher matcher() {
    checkKeys();
    return switch (method) {
      case ACCESS -> new AccessMatcher(checked(ACCESS, "access level"));
      case CONFIG -> new ConfigMatcher(keys, value);
      case EXPOSURE -> named(ResourceType.EXPOSURE);
      case FILE -> new FileMatcher(Wildcard.of(value));
      case FQN -> new FqnMatcher(value);
      case GROUP -> new GroupMatcher(Wildcard.of(value));
      case METRIC -> named(ResourceType.METRIC);
      case PACKAGE -> new PackageMatcher(Wildcard.of(packageName()));
      case PATH -> new PathMatcher(pathPattern());
      case RESOURCE_TYPE ->
          new ResourceTypeMatcher(checked(ResourceTypeMatcher.names(), "resource type"));
      case RESULT -> new IdsMatcher(() -> state().ended(value));
      case SELECTOR -> new SelectorMatcher(selector());
      case SAVED_QUERY -> named(ResourceType.SAVED_QUERY);
      case SEMANTIC_MODEL -> named(ResourceType.SEMANTIC_MODEL);
      case SOURCE -> source();
      case SOURCE_STATUS -> {
        checked(List.of("fresher"), "source status");
        yield new IdsMatcher(() -> state().fresherSources());
      }
      case STATE -> {
        checked(PreviousState.COMPARISONS, "state");
        yield new IdsMatcher(() -> state().compared(value));
      }
      case TAG -> new TagMatcher(Wildcard.of(value));
      case VERSION -> new VersionMatcher(checked(VersionMatcher.NAMES, "version"));
      case TEST_NAME -> new TestNameMatcher(Wildcard.of(value));
      case TEST_TYPE -> new TestTypeMatcher(checked(TestTypeMatcher.NAMES, "test type"));
      case UNIT_TEST -> unitTest();
    };
  }

  private NamedMatcher named(ResourceType type) {
    return NamedMatcher.of(type, value)
        .orElseThrow(
            () ->
                new ProjectException(
                    Problem.of(
                            "The selection criterion \"%s\" has too many dots for a name"
                                .formatted(criterion))
                        .found("Allowed: NAME or PACKAGE.NAME.")
                        .next("Write for example \"%s:name\".".formatted(method.dbtName()))));
  }

  private void checkKeys() {
    boolean wanted = method == Method.CONFIG;
    if ((wanted != keys.isEmpty() && !keys.contains(""))) {
      return;
    }
    String written =
        wanted ? "config.materialized:table" : "%s:%s".formatted(method.dbtName(), value);
    throw new ProjectException(
        Problem.of(
                wanted
                    ? "The selection criterion \"%s\" does not say which config"
                        .formatted(criterion)
                    : "The selection criterion \"%s\" has a key, which \"%s\" does not take"
                        .formatted(criterion, method.dbtName()))
            .found("Only \"config\" takes a key behind a dot, and needs one.")
            .next("Write for example \"%s\".".formatted(written)));
  }

  private String checked(List<String> allowed, String what) {
    if (allowed.contains(value)) {
      return value;
    }
    throw new ProjectException(
        Problem.of(
                "The selection criterion \"%s\" asks for the %s \"%s\", which does not exist here"
                    .formatted(criterion, what, value))
            .found("Allowed: %s.".formatted(String.join(", ", allowed)))
            .next(
                NearestName.question(value, allowed).orElse("Use one of these, or leave it out.")));
  }

  private PreviousState state() {
    PreviousState state = vocabulary.state();
    if (state == null) {
      throw new ProjectException(
          Problem.of(
                  "The selection criterion \"%s\" asks for what another run has left"
                      .formatted(criterion))
              .found("No directory is named in which that is.")
              .next("Name it: --state DIR, or DBT_STATE."));
    }
    return state;
  }

  private Expression selector() {
    return vocabulary.selectors().expression(value, vocabulary);
  }

  private String packageName() {
    String project = vocabulary.project();
    if (!value.equals("this")) {
      return value;
    }
    if (project == null) {
      throw new ProjectException(
          Problem.of(
                  "The selection criterion \"%s\" means the project that is run, and there is none"
                      .formatted(criterion))
              .next("Write the package's name."));
    }
    return project;
  }

  private PathPattern pathPattern() {
    return PathPattern.of(value)
        .orElseThrow(
            () ->
                new ProjectException(
                    Problem.of(
                            "The selection criterion \"%s\" has a path that leads out of the project"
                                .formatted(criterion))
                        .found("Allowed: a path relative to the project's directory.")
                        .next("Write for example \"path:models/marts\".")));
  }

  private SourceMatcher source() {
    return SourceMatcher.of(value)
        .orElseThrow(
            () ->
                new ProjectException(
                    Problem.of(
                            "The selection criterion \"%s\" has too many dots for a source"
                                .formatted(criterion))
                        .found("Allowed: SOURCE, SOURCE.TABLE or PACKAGE.SOURCE.TABLE.")
                        .next("Write for example \"source:raw.orders\".")));
  }

  private UnitTestMatcher unitTest() {
    return UnitTestMatcher.of(value)
        .orElseThrow(
            () ->
                new ProjectException(
                    Problem.of(
                            "The selection criterion \"%s\" has too many dots for a unit test"
                                .formatted(criterion))
                        .found("Allowed: UNIT_TEST or PACKAGE.UNIT_TEST.")
                        .next("Write for example \"unit_test:counts_once\".")));
  }
}
