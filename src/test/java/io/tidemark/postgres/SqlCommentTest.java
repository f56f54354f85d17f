package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A comment goes with every statement, and changes none. */
class SqlCommentTest {

  private static final SqlComment BEFORE = new SqlComment(" who \n", false);
  private static final SqlComment BEHIND = new SqlComment("who", true);

  @Test
  void itStandsBeforeOrBehind() {
    assertThat(BEFORE.addTo("select 1;\n")).isEqualTo("/* who */\nselect 1;\n");
    assertThat(BEHIND.addTo("select 1 -- one\n")).isEqualTo("select 1 -- one\n/* who */");
    assertThat(BEHIND.addTo("select 1 ;\n")).isEqualTo("select 1 \n/* who */;");
    assertThat(BEFORE.before()).isEqualTo(10);
    assertThat(BEHIND.before()).isZero();
  }

  @Test
  void eachOfSeveralStatementsHasIt() {
    String several = "set a = ';'; do $$ begin; end $$;\nselect 1 -- ;\n;;";

    assertThat(BEFORE.addTo(several))
        .isEqualTo(
            """
            /* who */
            set a = ';';/* who */
             do $$ begin; end $$;/* who */

            select 1 -- ;
            ;;\
            """);
    assertThat(BEHIND.addTo("set a = ';'; select 1"))
        .isEqualTo("set a = ';'\n/* who */; select 1\n/* who */");
  }

  @Test
  void whereThereIsNothingItAddsNothing() {
    assertThat(SqlComment.NONE.addTo("select 1")).isEqualTo("select 1");
    assertThat(BEFORE.addTo(" \n")).isEqualTo(" \n");
    assertThat(BEHIND.addTo("")).isEmpty();
  }

  @Test
  void whatEndsACommentIsNoComment() {
    assertThatThrownBy(() -> new SqlComment("a */ b", false)).hasMessageContaining("*/");
    assertThatThrownBy(() -> new SqlComment("a /* b", true)).hasMessageContaining("/*");
  }
}
