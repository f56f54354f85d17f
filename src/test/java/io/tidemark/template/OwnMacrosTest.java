package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The macros that come with the engine write what dbt's of that name write. */
class OwnMacrosTest {

  private final Templates templates = new Templates();

  @Test
  void theFourGenericTests() {
    assertThat(rendered("test_unique('t', 'id')"))
        .isEqualTo(
            "select id as unique_field, count(*) as n_records from t where id is not null"
                + " group by id having count(*) > 1");
    assertThat(rendered("test_not_null('t', 'id')")).isEqualTo("select id from t where id is null");
    assertThat(rendered("test_accepted_values('t', 'c', ['a', 'b'])"))
        .endsWith("where value_field not in ( 'a','b' )");
    assertThat(rendered("test_accepted_values('t', 'c', [1, 2], quote=false)"))
        .endsWith("where value_field not in ( 1,2 )");
    assertThat(rendered("test_relationships('t', 'p', to='u', field='id')"))
        .contains("with child as ( select p as from_field from t where p is not null )")
        .endsWith("on child.from_field = parent.to_field where parent.to_field is null");
  }

  @Test
  void aProjectReplacesWhatAGenericTestAsks() {
    templates.withMacros("{% macro default__test_unique(model, column_name) %}mine{% endmacro %}");

    assertThat(rendered("test_unique('t', 'id')")).isEqualTo("mine");
  }

  @Test
  void aTestLooksAtWhatItsConfigLetsThrough() {
    assertThat(rendered("get_where_subquery(ref('t'))")).isEqualTo("\"db\".\"staging\".\"t\"");

    configure("where", "x > 1");

    assertThat(rendered("get_where_subquery('t')"))
        .isEqualTo("(select * from t where x > 1) dbt_subquery");
  }

  private void configure(String key, Object value) {
    ConfigLayer layer =
        new ConfigLayer(ConfigOrigin.IN_FILE, Map.of(key, new ConfigValue(value, null)));
    templates.host.config = NodeConfig.merge(List.of(layer));
  }

  private String rendered(String call) {
    return templates.jinja("{{ " + call + " }}").strip().replaceAll("\\s+", " ");
  }
}
