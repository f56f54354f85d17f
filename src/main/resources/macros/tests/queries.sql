{#- The queries around a test. -#}

{#- The rows that a test looks at: the relation, or those of it that the config `where` lets through. -#}
{% macro get_where_subquery(relation) %}
    {%- do return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) -%}
{% endmacro %}

{% macro default__get_where_subquery(relation) %}
    {%- set condition = config.get('where', '') -%}
    {%- do return('(select * from ' ~ relation ~ ' where ' ~ condition ~ ') dbt_subquery' if condition else relation) -%}
{% endmacro %}

{#- Makes one row of a test's query: how many failures, and what that means. -#}
{% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) %}
    {{- adapter.dispatch('get_test_sql', 'dbt')(main_sql, fail_calc, warn_if, error_if, limit) -}}
{% endmacro %}

{% macro default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
    select
      {{ fail_calc }} as failures,
      {{ fail_calc }} {{ warn_if }} as should_warn,
      {{ fail_calc }} {{ error_if }} as should_error
    from (
      {{ main_sql }}
      {{ '' if limit is none else 'limit ' ~ limit }}
    ) dbt_internal_test
{%- endmacro %}

{#- Both sides of a unit test in one result, told apart by the column actual_or_expected. -#}
{% macro get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) %}
    {{- adapter.dispatch('get_unit_test_sql', 'dbt')(main_sql, expected_fixture_sql, expected_column_names) -}}
{% endmacro %}

{% macro default__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) %}
{%- set side = adapter.quote('actual_or_expected') -%}
-- Build actual result given inputs
with dbt_internal_unit_test_actual as (
  select
    {{ expected_column_names | join(',') }}, {{ dbt.string_literal('actual') }} as {{ side }}
  from (
    {{ main_sql }}
  ) _dbt_internal_unit_test_actual
),
-- Build expected result
dbt_internal_unit_test_expected as (
  select
    {{ expected_column_names | join(', ') }}, {{ dbt.string_literal('expected') }} as {{ side }}
  from (
    {{ expected_fixture_sql }}
  ) _dbt_internal_unit_test_expected
)
-- Union actual and expected results
select * from dbt_internal_unit_test_actual
union all
select * from dbt_internal_unit_test_expected
{%- endmacro %}

{% macro should_store_failures() %}
    {%- set kind = config.get('store_failures_as') -%}
    {%- set configured = config.get('store_failures') if kind is none else kind != 'ephemeral' -%}
    {%- do return(flags.STORE_FAILURES if configured is none else configured) -%}
{% endmacro %}

{% macro should_full_refresh() %}
    {%- set configured = config.get('full_refresh') -%}
    {%- do return(flags.FULL_REFRESH if configured is none else configured) -%}
{% endmacro %}

{#- The first rows of a query. -#}
{% macro get_show_sql(compiled_code, sql_header, limit) %}
    {{- sql_header or '' }}
  {{ get_limit_subquery_sql(compiled_code, limit) }}
{% endmacro %}

{% macro get_limit_subquery_sql(sql, limit) %}
    {{- adapter.dispatch('get_limit_sql', 'dbt')(sql, limit) -}}
{% endmacro %}

{#- In a line of its own, as the query may end with a comment. -#}
{% macro default__get_limit_sql(sql, limit) %}
  {{ sql }}
  {{ '' if limit is none else '\n  limit ' ~ limit }}
{%- endmacro %}
