package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.SourceText;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A position in compiled SQL is told as a line of the template. */
class LineMapTest {

  private static final String TEMPLATE =
      "{{ config(materialized='table') }}\nselect\n  id,\n  nme\nfrom {{ ref('a') }}\n";

  @Test
  void aLineWithoutATagKeepsItsColumn() {
    Place place = place(TEMPLATE, "\nselect\n  id,\n  nme\nfrom \"db\".\"s\".\"a\"\n", "nme");

    assertThat(place.line()).isEqualTo(4);
    assertThat(place.column()).isEqualTo(3);
  }

  @Test
  void aLineThatATagMadeHasNone() {
    Place place = place(TEMPLATE, "\nselect\n  id,\n  nme\nfrom \"db\".\"s\".\"a\"\n", "\"s\"");

    assertThat(place.line()).isEqualTo(5);
    assertThat(place.column()).isZero();
  }

  @Test
  void linesOfALoopAreTheLoopsLine() {
    String template = "select\n{% for c in cs %}\n  {{ c }},\n{% endfor %}\n  last\n";

    assertThat(place(template, "select\n\n  a,\n\n  b,\n\n  last\n", "b,").line()).isEqualTo(2);
    assertThat(place(template, "select\n\n  a,\n\n  b,\n\n  last\n", "last").line()).isEqualTo(5);
  }

  @Test
  void aCommentMakesNoLine() {
    String template = "with a as (\n  {#- one\n  two {{ x }} #}\n  select * from {{ s }}\n)\n";

    assertThat(place(template, "with a as (\n  select * from r\n)\n", "r\n").line()).isEqualTo(4);
    assertThat(place("{# a #}\n{{ s }} x\n", "\nr x\n", "r x").line()).isEqualTo(2);
  }

  @Test
  void ofSeveralTagsItIsTheOneWhoseLineBeginsSo() {
    String template = "{% set a = 1 %}\nselect {{ a }}\nfrom {{ s }}\n";

    assertThat(place(template, "\nselect 1\nfrom r\n", "r\n").line()).isEqualTo(3);
    assertThat(place(template, "\nselect 1\nfrom r\n", "1\n").line()).isEqualTo(2);
  }

  @Test
  void expressionsPutInFrontMoveNothing() {
    String rendered = "with x as (\nselect 1\n) select\n  id,\n  nme\nfrom x\n";

    assertThat(place(TEMPLATE, rendered, "nme").line()).isEqualTo(4);
  }

  @Test
  void windowsLineEndsChangeNothing() {
    Place place = place("select\r\n  nme\r\nfrom a\r\n", "select\n  nme\nfrom a\n", "nme");

    assertThat(place.line()).isEqualTo(2);
  }

  @Test
  void nothingCanBeToldOfNoText() {
    assertThat(new LineMap(SourceText.of("a.sql", ""), "").place(0)).isNull();
  }

  @Test
  void aPositionBehindTheEndIsTheLastLine() {
    Place place = new LineMap(SourceText.of("a.sql", "a\nb"), "a\nb").place(99);

    assertThat(Objects.requireNonNull(place).line()).isEqualTo(2);
  }

  private static Place place(String template, String rendered, String at) {
    return Objects.requireNonNull(
        new LineMap(SourceText.of("models/a.sql", template), rendered).place(rendered.indexOf(at)));
  }
}
