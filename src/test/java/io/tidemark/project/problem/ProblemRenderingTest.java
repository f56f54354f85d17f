package io.tidemark.project.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ProblemRenderingTest {

  private static final SourceText SOURCE =
      SourceText.of("models/schema.yml", "models:\r\n\tname: ä\rlast");

  @Test
  void hasFourPartsAndACaretUnderTheColumn() {
    Problem problem =
        Problem.of("There is no model \"ordrs\"")
            .at(SourceText.of("a.yml", "models:\n  - name: ordrs\n").at(2, 11))
            .found("Did you mean \"orders\"?")
            .next("Correct the name.");

    assertThat(problem.render())
        .isEqualTo(
            """
            There is no model "ordrs"
              a.yml:2:11
                2 |   - name: ordrs
                  |           ^
              Did you mean "orders"?
              Correct the name.""");
  }

  @Test
  void keepsATabBeforeTheCaretSoThatItStandsUnderItsCharacter() {
    assertThat(Problem.of("x").at(SOURCE.at(2, 2)).render())
        .isEqualTo("x\n  models/schema.yml:2:2\n    2 | \tname: ä\n      | \t^");
  }

  @Test
  void showsNoCaretWhereTheColumnIsNotKnown() {
    assertThat(Problem.of("x").at(SOURCE.at(3, 0)).render())
        .isEqualTo("x\n  models/schema.yml:3\n    3 | last");
  }

  @Test
  void cutsALongLineAroundTheColumn() {
    String line = "a".repeat(500) + "X" + "b".repeat(500);

    String[] shown = Problem.of("x").at(new Place("f", 1, 501, line)).render().split("\n", -1);

    assertThat(shown[2]).hasSizeLessThan(180).startsWith("    1 | …aaa").endsWith("bbb…");
    assertThat(shown[2].charAt(shown[3].indexOf('^'))).isEqualTo('X');
  }

  @Test
  void aFileCanNotDriveTheTerminal() {
    assertThat(Problem.of("x").at(new Place("f", 1, 1, "a\u001B[31mb")).render())
        .doesNotContain("\u001B")
        .contains("a\uFFFD[31mb");
  }

  @Test
  void showsEveryPlaceThatBelongsToIt() {
    Problem problem = Problem.of("twice").at(SOURCE.at(3, 1)).at(SOURCE.at(1, 1)).at(null);

    assertThat(problem.render())
        .contains("models/schema.yml:3:1", "3 | last", "models/schema.yml:1:1", "1 | models:");
    assertThat(problem.place()).isEqualTo(SOURCE.at(3, 1));
  }

  @Test
  void isJustASentenceWhereNothingElseIsKnown() {
    assertThat(Problem.of("No project").render()).isEqualTo("No project");
    assertThat(Problem.of("No project").place()).isNull();
  }

  @Test
  void problemsAreShownTogether() {
    Problems problems = new Problems();
    problems.add(Problem.of("first"));
    problems.warn(Problem.of("only a warning"));
    problems.add(Problem.of("second"));

    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(ProjectException.class)
        .hasMessage("first\n\nsecond");
    assertThat(problems.warnings()).containsExactly(Problem.of("only a warning"));
  }

  @Test
  void warningsAloneDoNotThrow() {
    Problems problems = new Problems();
    problems.warn(Problem.of("only a warning"));

    problems.throwIfAny();

    assertThat(problems.hasErrors()).isFalse();
  }

  @Test
  void anExceptionNeedsAProblem() {
    assertThatThrownBy(() -> new ProjectException(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
