package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Everything in one order, and nothing built on what a test has found to be wrong. */
class BuildCommandTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  BuildCommandTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .file("seeds/countries.csv", "code,name\nde,Germany\nat,Austria\n")
            .model("a", "select code from {{ ref('countries') }}\n")
            .model("b", "{{ config(materialized='table') }}\nselect code from {{ ref('a') }}\n")
            .model("c", "select code from {{ ref('b') }}\n")
            .model("other", "select 1 as id\n");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade");
  }

  @Test
  void testsComeBeforeWhatReadsTheirNode() {
    tests("not_null", "unique");

    Outcome built = project.runInside("build", "--threads", "1").succeeded();

    built.says("PASS=9 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=9");
    assertThat(built.out().indexOf("PASS not_null_a_code"))
        .isLessThan(built.out().indexOf("START sql table model shop.b"));
    assertThat(built.out().indexOf("PASS countries_are_three"))
        .isGreaterThan(0)
        .isLessThan(built.out().indexOf("START sql view model shop.a"));
  }

  @Test
  void aFailedTestSkipsWhatComesAfterItsNodeAndRestartGoesOnThere() {
    tests("not_null", "accepted_values: {arguments: {values: [de]}}");

    Outcome built = project.runInside("build").nodeFailed();

    built
        .says("FAIL 1 accepted_values_a_code__de", "SKIP relation shop.b", "SKIP relation shop.c")
        .says("SKIP test not_null_c_code", "PASS not_null_a_code", "model shop.other ")
        .says("Skipped because of it: ", "Done. PASS=5 WARN=0 ERROR=1 SKIP=3 NO-OP=0 TOTAL=9");
    assertThat(database.queryText("select to_regclass('shop.b')")).isNull();

    database.execute("delete from shop.countries where code = 'at'");
    project
        .runInside("retry")
        .succeeded()
        .says("PASS accepted_values_a_code__de", "OK created sql table model shop.b")
        .says("PASS=4 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=4");
  }

  @Test
  void aWarningSkipsNothing() {
    tests("accepted_values: {arguments: {values: [de]}, config: {severity: warn}}", "not_null");

    project.runInside("build").succeeded().says("WARN 1 accepted", "PASS=8 WARN=1 ERROR=0 SKIP=0");
  }

  @Test
  void aFailedUnitTestSkipsItsModel() {
    tests("not_null", "unique");
    project.file(
        "models/units.yml",
        """
        unit_tests:
          - name: right
            model: b
            given: [{input: ref('a'), rows: [{code: x}]}]
            expect: {rows: [{code: x}]}
          - name: wrong
            model: b
            given: [{input: ref('a'), rows: [{code: x}]}]
            expect: {rows: [{code: y}]}
        """);

    project
        .runInside("build")
        .nodeFailed()
        .says("PASS b::right ", "FAIL 1 b::wrong ", "SKIP relation shop.b", "SKIP relation shop.c")
        .says("Failure in unit_test wrong (models/units.yml)", "actual differs from expected:")
        .says("@@ ,code", "---,y", "+++,x", "2 unit tests", "PASS=7 WARN=0 ERROR=1 SKIP=3");
  }

  @Test
  void aModelThatLetsGoOnAfterItsError() {
    project.model("a", "{{ config(on_error='continue') }}\nselect code from nothing\n");
    database.execute("create schema shop; create view shop.a as select 'old' as code");

    project
        .runInside("build", "--exclude-resource-type", "test", "unit_test")
        .nodeFailed()
        .says("ERROR creating sql view model shop.a", "OK created sql table model shop.b")
        .says("PASS=4 WARN=0 ERROR=1 SKIP=0");
    assertThat(database.queryText("select code from shop.c")).isEqualTo("old");
  }

  @Test
  void kindsAreChosen() {
    tests("not_null", "unique");

    project
        .runInside("build", "--resource-type", "seed", "test", "--select", "countries")
        .succeeded()
        .says("PASS countries_are_three", "TOTAL=2")
        .neverSays("sql view model");
    project
        .runInside("build", "--select", "+b", "--indirect-selection", "cautious")
        .succeeded()
        .says("TOTAL=6")
        .neverSays("not_null_c_code");
  }

  private void tests(String... ofA) {
    StringBuilder text = new StringBuilder();
    for (String test : ofA) {
      text.append("          - ").append(test).append('\n');
    }
    project
        .file("tests/countries_are_three.sql", "select * from {{ ref('countries') }} where false\n")
        .file(
            "models/all.yml",
            "models:\n  - name: c\n    columns: [{name: code, data_tests: [not_null]}]\n"
                + "  - name: a\n    columns:\n      - name: code\n        data_tests:\n"
                + text);
  }
}
