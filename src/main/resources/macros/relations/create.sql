{#- Text that creates relations. -#}
{% macro get_create_sql(relation, sql) %}
    {%- do log('Applying CREATE to: ' ~ relation) -%}
    {{- adapter.dispatch('get_create_sql', 'dbt')(relation, sql) -}}
{% endmacro %}

{% macro default__get_create_sql(relation, sql) %}
    {%- if relation.is_table -%}
        {{- get_create_table_as_sql(False, relation, sql) -}}
    {%- elif relation.is_view -%}
        {{- get_create_view_as_sql(relation, sql) -}}
    {%- elif relation.is_materialized_view -%}
        {{- get_create_materialized_view_as_sql(relation, sql) -}}
    {%- else -%}
        {%- do exceptions.raise_compiler_error('get_create_sql makes tables, views and materialized views, not: ' ~ relation.type) -%}
    {%- endif -%}
{% endmacro %}

{% macro get_create_table_as_sql(temporary, relation, sql) %}
    {{- adapter.dispatch('get_create_table_as_sql', 'dbt')(temporary, relation, sql) -}}
{% endmacro %}

{% macro default__get_create_table_as_sql(temporary, relation, sql) %}
    {%- do return(create_table_as(temporary, relation, sql)) -%}
{% endmacro %}

{#- Those who write the dispatched macro themselves may have left out the language. -#}
{% macro create_table_as(temporary, relation, compiled_code, language='sql') %}
    {%- set written = adapter.dispatch('create_table_as', 'dbt') -%}
    {%- set text = written(temporary, relation, compiled_code) if language == 'sql' else written(temporary, relation, compiled_code, language) %}
  {{ '\n    ' ~ text }}
  {% endmacro %}

{% macro default__create_table_as(temporary, relation, sql) -%}
    {{- config.get('sql_header') or '' }}

  create {{ 'temporary' if temporary }} table
    {{ relation.include(database=not temporary, schema=not temporary) }}
  {{ '\n  ' }}{{ contract_head(sql) if not temporary }}
  as (
    {{ sql if temporary else contracted_query(sql) }}
  );
{%- endmacro %}

{% macro get_create_view_as_sql(relation, sql) %}
    {{- adapter.dispatch('get_create_view_as_sql', 'dbt')(relation, sql) -}}
{% endmacro %}

{% macro default__get_create_view_as_sql(relation, sql) %}
    {%- do return(create_view_as(relation, sql)) -%}
{% endmacro %}

{% macro create_view_as(relation, sql) %}
    {{- adapter.dispatch('create_view_as', 'dbt')(relation, sql) -}}
{% endmacro %}

{% macro default__create_view_as(relation, sql) %}
    {{- config.get('sql_header') or '' }}
  create view {{ relation.render() }}
    {{ '\n    ' }}{{ contract_head(sql, columns=false) }}
  as (
    {{ sql }}
  );
{%- endmacro %}

{% macro get_create_materialized_view_as_sql(relation, sql) %}
    {{- adapter.dispatch('get_create_materialized_view_as_sql', 'dbt')(relation, sql) -}}
{% endmacro %}

{% macro default__get_create_materialized_view_as_sql(relation, sql) %}
    {%- do exceptions.raise_not_implemented('get_create_materialized_view_as_sql macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{#- The columns of an enforced contract, in the order in which the properties file has them. -#}
{% macro get_select_subquery(sql) %}
    {%- do return(adapter.dispatch('get_select_subquery', 'dbt')(sql)) -%}
{% endmacro %}

{% macro default__get_select_subquery(sql) %}
    select {{ adapter.dispatch('get_column_names', 'dbt')() }}
    from (
        {{ sql }}
    ) as model_subq
{%- endmacro %}

{% macro default__get_column_names() %}
    {%- for column in model['columns'].values() -%}
        {{ adapter.quote(column['name']) if column.get('quote') else column['name'] }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{% endmacro %}

{#- Beside another one, to be put in its place. -#}
{% macro get_create_intermediate_sql(relation, sql) %}
    {%- do log('Applying CREATE INTERMEDIATE to: ' ~ relation) -%}
    {{- adapter.dispatch('get_create_intermediate_sql', 'dbt')(relation, sql) -}}
{% endmacro %}

{% macro default__get_create_intermediate_sql(relation, sql) %}
    {%- set beside = make_intermediate_relation(relation) -%}
    -- get the standard intermediate name
    {# the name of a table that was left behind #}

    -- drop any pre-existing intermediate
    {{ get_drop_sql(beside) }};

    {{ get_create_sql(beside, sql) }}
{%- endmacro %}

{% macro get_create_backup_sql(relation) %}
    {%- do log('Applying CREATE BACKUP to: ' ~ relation) -%}
    {{- adapter.dispatch('get_create_backup_sql', 'dbt')(relation) -}}
{% endmacro %}

{% macro default__get_create_backup_sql(relation) %}
    {%- set backup = make_backup_relation(relation, relation.type) -%}
    -- get the standard backup name
    {# one that a broken run has left #}

    -- drop any pre-existing backup
    {{ get_drop_sql(backup) }};

    {{ get_rename_sql(relation, backup.identifier) }}
{%- endmacro %}

{#- A view in the place of whatever is there; for materializations that can do it at once. -#}
{% macro create_or_replace_view() %}
    {%- set there = adapter.get_relation(database=database, schema=schema, identifier=model['alias']) -%}
    {%- set view = api.Relation.create(database=database, schema=schema, identifier=model['alias'], type='view') -%}
    {%- do run_hooks(pre_hooks) -%}
    {%- if there is not none and there.is_table -%}
        {%- do handle_existing_table(should_full_refresh(), there) -%}
    {%- endif -%}
    {%- call statement('main') -%}
        {{ get_create_view_as_sql(view, sql) }}
    {%- endcall -%}
    {%- set revoke = should_revoke(there is not none and there.is_view, full_refresh_mode=True) -%}
    {%- do apply_grants(view, config.get('grants'), should_revoke=revoke) -%}
    {%- do run_hooks(post_hooks) -%}
    {%- do return({'relations': [view]}) -%}
{% endmacro %}

{% macro handle_existing_table(full_refresh, old_relation) %}
    {{- adapter.dispatch('handle_existing_table', 'dbt')(full_refresh, old_relation) -}}
{% endmacro %}

{% macro default__handle_existing_table(full_refresh, old_relation) %}
    {%- do log('Dropping relation ' ~ old_relation.render() ~ ' because it is of type ' ~ old_relation.type) -%}
    {%- do adapter.drop_relation(old_relation) -%}
{% endmacro %}
