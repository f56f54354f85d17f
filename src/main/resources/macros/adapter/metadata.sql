{#- What the database tells of itself. -#}
{% macro information_schema_name(database) %}
    {%- do return(adapter.dispatch('information_schema_name', 'dbt')(database)) -%}
{% endmacro %}

{% macro default__information_schema_name(database) -%}
    {{ database ~ '.' if database }}INFORMATION_SCHEMA
{%- endmacro %}

{% macro list_schemas(database) %}
    {%- do return(adapter.dispatch('list_schemas', 'dbt')(database)) -%}
{% endmacro %}

{% macro default__list_schemas(database) %}
    {%- set text = 'select distinct schema_name\n    from ' ~ information_schema_name(database) ~ ".SCHEMATA\n    where catalog_name ilike '" ~ database ~ "'" -%}
    {%- do return(run_query('\n    ' ~ text ~ '\n  ')) -%}
{% endmacro %}

{% macro check_schema_exists(information_schema, schema) %}
    {%- do return(adapter.dispatch('check_schema_exists', 'dbt')(information_schema, schema)) -%}
{% endmacro %}

{% macro default__check_schema_exists(information_schema, schema) %}
    {%- set text = 'select count(*)\n        from ' ~ information_schema ~ '.SCHEMATA' ~ "\n        where catalog_name='" ~ information_schema.database ~ "'\n          and schema_name='" ~ schema ~ "'" -%}
    {%- do return(run_query(text)) -%}
{% endmacro %}

{% macro list_relations_without_caching(schema_relation) %}
    {%- do return(adapter.dispatch('list_relations_without_caching', 'dbt')(schema_relation)) -%}
{% endmacro %}

{% macro list_function_relations_without_caching(schema_relation) %}
    {%- do return(adapter.dispatch('list_function_relations_without_caching', 'dbt')(schema_relation)) -%}
{% endmacro %}

{% macro default__list_function_relations_without_caching(schema_relation) %}
    {%- do exceptions.raise_not_implemented('list_function_relations_without_caching macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro default__list_relations_without_caching(schema_relation) %}
    {%- do exceptions.raise_not_implemented('list_relations_without_caching macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro get_relations() %}
    {%- do return(adapter.dispatch('get_relations', 'dbt')()) -%}
{% endmacro %}

{% macro default__get_relations() %}
    {%- do exceptions.raise_not_implemented('get_relations macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro get_catalog(information_schema, schemas) %}
    {%- do return(adapter.dispatch('get_catalog', 'dbt')(information_schema, schemas)) -%}
{% endmacro %}

{% macro default__get_catalog(information_schema, schemas) %}
    {%- do exceptions.raise_not_implemented('get_catalog macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro get_catalog_relations(information_schema, relations) %}
    {%- do return(adapter.dispatch('get_catalog_relations', 'dbt')(information_schema, relations)) -%}
{% endmacro %}

{% macro default__get_catalog_relations(information_schema, relations) %}
    {%- do exceptions.raise_not_implemented('get_catalog_relations macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro get_catalog_for_single_relation(relation) %}
    {%- do return(adapter.dispatch('get_catalog_for_single_relation', 'dbt')(relation)) -%}
{% endmacro %}

{% macro default__get_catalog_for_single_relation(relation) %}
    {%- do return(get_catalog_relations(relation.information_schema(), [relation])) -%}
{% endmacro %}

{#- PostgreSQL does not know when a table was written last. -#}
{% macro get_relation_last_modified(information_schema, relations) %}
    {%- do return(adapter.dispatch('get_relation_last_modified', 'dbt')(information_schema, relations)) -%}
{% endmacro %}

{% macro default__get_relation_last_modified(information_schema, relations) %}
    {%- do exceptions.raise_compiler_error('get_relation_last_modified: ' ~ adapter.type() ~ ' does not know when a relation was last modified. Name a loaded_at_field.') -%}
{% endmacro %}

{% macro create_schema(relation) %}
    {{- adapter.dispatch('create_schema', 'dbt')(relation) -}}
{% endmacro %}

{% macro default__create_schema(relation) %}
    {%- call statement('create_schema') -%}
    create schema if not exists {{ relation.without_identifier() }}
  {% endcall %}
{% endmacro %}

{% macro drop_schema(relation) %}
    {{- adapter.dispatch('drop_schema', 'dbt')(relation) -}}
{% endmacro %}

{% macro default__drop_schema(relation) %}
    {%- call statement('drop_schema') -%}
    drop schema if exists {{ relation.without_identifier() }} cascade
  {% endcall %}
{% endmacro %}

{% macro drop_schema_named(schema_name) %}
    {%- do return(adapter.dispatch('drop_schema_named', 'dbt')(schema_name)) -%}
{% endmacro %}

{% macro default__drop_schema_named(schema_name) %}
    {%- do adapter.drop_schema(api.Relation.create(database=target.database, schema=schema_name)) -%}
{% endmacro %}

{#- Asks PostgreSQL whether it understands a query, without running it. -#}
{% macro validate_sql(sql) %}
    {%- do return(adapter.dispatch('validate_sql', 'dbt')(sql)) -%}
{% endmacro %}

{% macro default__validate_sql(sql) %}
    {%- call statement('validate_sql') -%}
    explain {{ sql }}
  {% endcall -%}
    {%- do return(load_result('validate_sql')) -%}
{% endmacro %}

{#- How old a source is. -#}
{% macro collect_freshness(source, loaded_at_field, filter) %}
    {%- do return(adapter.dispatch('collect_freshness', 'dbt')(source, loaded_at_field, filter)) -%}
{% endmacro %}

{% macro default__collect_freshness(source, loaded_at_field, filter) %}
    {%- call statement('collect_freshness', fetch_result=True, auto_begin=False) -%}
    select
      max({{ loaded_at_field }}) as max_loaded_at,
      {{ current_timestamp() }} as snapshotted_at
    from {{ source }}
    {% if filter %}
    where {{ filter }}
    {% endif %}
  {% endcall -%}
    {%- do return(load_result('collect_freshness')) -%}
{% endmacro %}

{% macro collect_freshness_custom_sql(source, loaded_at_query) %}
    {%- do return(adapter.dispatch('collect_freshness_custom_sql', 'dbt')(source, loaded_at_query)) -%}
{% endmacro %}

{% macro default__collect_freshness_custom_sql(source, loaded_at_query) %}
    {%- call statement('collect_freshness_custom_sql', fetch_result=True, auto_begin=False) -%}
    with source_query as (
    {{ loaded_at_query }}
  )
  select
    (select * from source_query) as max_loaded_at,
    {{ current_timestamp() }} as snapshotted_at
  {% endcall -%}
    {%- do return(load_result('collect_freshness_custom_sql')) -%}
{% endmacro %}

{#- The dbt whose language this is, is of version 1. -#}
{% macro is_core_v2() %}
    {%- do return((dbt_version.split('.') | first | int) == 2) -%}
{% endmacro %}
