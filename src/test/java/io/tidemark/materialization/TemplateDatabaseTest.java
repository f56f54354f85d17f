package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.batch.RunResult;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What templates learn from the database while a model is run, and what they do there. */
class TemplateDatabaseTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private Warehouse shop;

  @BeforeEach
  void emptyProject(@TempDir Path folder) {
    shop = new Warehouse(folder, database);
    shop.execute(
        """
        create table public.orders (id int, country varchar(2), paid numeric(10,2), at timestamp);
        insert into public.orders values
          (1, 'de', 2.50, '2024-01-01 10:00'), (2, 'fr', null, null), (3, 'de', 1, '2024-01-02')
        """);
  }

  /** What {@code template} says, as a table's text: quotes in it are doubled for SQL. */
  private String told(String template) {
    shop.project()
        .model("told", "select '{{ (" + template + ") | string | replace(\"'\", \"''\") }}' as t");
    shop.run();
    return shop.text("select t from public.told");
  }

  @Test
  void theRowsOfAQueryHaveDbtsTypes() {
    shop.project()
        .with(
            "macros/rows.sql",
            """
            {% macro rows() %}
              {% if execute %}
                {% set found = run_query('select id, country, paid, at, id = 1 as one from public.orders order by id') %}
                {{ return(found.rows | map('list') | list | string
                  ~ found.column_names ~ found.columns[1].values() ~ found.columns['id'].values()
                  ~ found[0]['paid'] ~ (found | length)) }}
              {% endif %}
            {% endmacro %}
            """);
    assertThat(told("rows()"))
        .isEqualTo(
            "[[1, 'de', Decimal('2.50'), datetime.datetime(2024, 1, 1, 10, 0), True],"
                + " [2, 'fr', None, None, False],"
                + " [3, 'de', Decimal('1.00'), datetime.datetime(2024, 1, 2, 0, 0), False]]"
                + "('id', 'country', 'paid', 'at', 'one')('de', 'fr', 'de')(1, 2, 3)2.503");
  }

  /** elementary's packages group the hashes that they have stored in this way. */
  @Test
  void rowsAreGroupedByAColumn() {
    shop.project()
        .with(
            "macros/groups.sql",
            """
            {% macro groups() %}
              {% if execute %}
                {% set found = run_query("select country, id from public.orders union all"
                  ~ " select null, 4 order by id") %}
                {% set groups = found.group_by('country') %}
                {% set out = [] %}
                {% for country, one in groups.items() %}
                  {% do out.append(country ~ (one.columns['id'].values() | list)) %}
                {% endfor %}
                {% do out.append(groups.keys() | list) %}
                {% do out.append(groups['de'].rows | length) %}
                {% do out.append(groups[1].rows[0]['id'] ~ groups.get('xx') ~ groups.key_name) %}
                {% do out.append(groups.select(['id'])[0].column_names ~ groups.column_names) %}
                {% set empty = found.limit(0).group_by('id') %}
                {{ return(out ~ (empty.items() | list) ~ (empty | length)) }}
              {% endif %}
            {% endmacro %}
            """);
    assertThat(told("groups()"))
        .isEqualTo(
            "['de[1, 3]', 'fr[2]', 'None[4]', ['de', 'fr', None], 2, '2Nonecountry',"
                + " \"('id',)('country', 'id')\"][]1");
  }

  @Test
  void aModelPivotsByWhatIsThere() {
    shop.project()
        .model(
            "pivot",
            """
            {% set countries = run_query('select distinct country from public.orders order by 1') %}
            select
            {% if execute %}{% for c in countries.columns[0].values() %}
              count(*) filter (where country = '{{ c }}') as {{ c }}{{ ',' if not loop.last }}
            {% endfor %}{% endif %}
            from public.orders
            """);
    shop.run();
    assertThat(shop.rows("select de, fr from public.pivot")).containsExactly("(2,1)");
  }

  @Test
  void columnsTellTheirTypes() {
    shop.project()
        .with(
            "macros/types.sql",
            """
            {% macro types() %}
              {% set relation = adapter.get_relation(target.database, 'public', 'orders') %}
              {% set out = [] %}
              {% for c in adapter.get_columns_in_relation(relation) %}
                {% do out.append(c.name ~ ' ' ~ c.data_type ~ ' ' ~ c.is_string()) %}
              {% endfor %}
              {{ return(out | join(', ') ~ ' ' ~ relation.type ~ ' ' ~ relation.is_table) }}
            {% endmacro %}
            """);
    assertThat(told("types()"))
        .isEqualTo(
            "id integer False, country character varying(2) True, paid numeric(10,2) False,"
                + " at timestamp without time zone False table True");
  }

  @Test
  void whileTheProjectIsReadNothingIsAsked() {
    shop.project()
        .model(
            "guarded",
            """
            {% set found = adapter.get_relation('x', 'public', 'orders') %}
            {% set rows = run_query('select no_such_column') if not execute %}
            {% set nothing = found is none and not rows and adapter.get_columns_in_relation(this) == [] %}
            {{ config(materialized='table' if nothing else 'view') if not execute }}
            select 1 as a
            """);
    shop.run();
    assertThat(shop.kind("guarded")).isEqualTo("r");
  }

  @Test
  void relationsAreMadeRenamedAndDropped() {
    shop.project()
        .with(
            "macros/moves.sql",
            """
            {% macro moves() %}
              {% if execute %}
              {% set schema = api.Relation.create(database=target.database, schema='aside') %}
              {% do adapter.create_schema(schema) %}
              {% do run_query('create table aside.one as select 1 as a') %}
              {% set one = adapter.get_relation(target.database, 'aside', 'one') %}
              {% set two = one.incorporate(path={'identifier': 'two'}) %}
              {% do adapter.rename_relation(one, two) %}
              {% set after = adapter.list_relations_without_caching(schema) | map(attribute='identifier') | list %}
              {% do adapter.truncate_relation(two) %}
              {% set n = run_query('select count(*) from aside.two')[0][0] %}
              {% do adapter.drop_relation(two) %}
              {% set gone = adapter.get_relation(target.database, 'aside', 'two') is none %}
              {% do adapter.drop_schema(schema) %}
              {{ return(after ~ n ~ gone ~ adapter.check_schema_exists(target.database, 'aside')) }}
              {% endif %}
            {% endmacro %}
            """);
    assertThat(told("moves()")).isEqualTo("['two']0TrueFalse");
  }

  @Test
  void aStatementsAnswerIsKept() {
    shop.project()
        .model(
            "told",
            """
            {% call statement('changed', fetch_result=false) %}
              update public.orders set paid = 3 where country = 'de'
            {% endcall %}
            {% set r = load_result('changed') %}
            select '{{ r.response if r }} {{ r.response.rows_affected if r }} {{ r["data"] if r }}' as t
            """);
    shop.run();
    assertThat(shop.text("select t from public.told")).isEqualTo("UPDATE 2 2 []");
  }

  @Test
  void aQueryThatFailsIsShownAtItsTemplate() {
    shop.project().model("told", "select {{ run_query('select no_such_column') }} as t");
    RunResult result = shop.tryToRun();
    assertThat(result.results().get(0).message()).contains("no_such_column");
  }
}
