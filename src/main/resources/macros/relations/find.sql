{#- Relations that are there, and the names of those beside them. -#}
{% macro load_cached_relation(relation) %}
    {%- do return(adapter.get_relation(database=relation.database, schema=relation.schema, identifier=relation.identifier)) -%}
{% endmacro %}

{#- Its name of old. -#}
{% macro load_relation(relation) %}
    {%- do return(load_cached_relation(relation)) -%}
{% endmacro %}

{% macro get_or_create_relation(database, schema, identifier, type) %}
    {%- do return(adapter.dispatch('get_or_create_relation', 'dbt')(database, schema, identifier, type)) -%}
{% endmacro %}

{#- Whether it is there, and it or what it will be. -#}
{% macro default__get_or_create_relation(database, schema, identifier, type) %}
    {%- set there = adapter.get_relation(database=database, schema=schema, identifier=identifier) -%}
    {%- if there -%}
        {%- do return([true, there]) -%}
    {%- endif -%}
    {%- do return([false, api.Relation.create(database=database, schema=schema, identifier=identifier, type=type)]) -%}
{% endmacro %}

{% macro make_intermediate_relation(base_relation, suffix='__dbt_tmp') %}
    {%- do return(adapter.dispatch('make_intermediate_relation', 'dbt')(base_relation, suffix)) -%}
{% endmacro %}

{% macro default__make_intermediate_relation(base_relation, suffix) %}
    {%- do return(default__make_temp_relation(base_relation, suffix)) -%}
{% endmacro %}

{#- Batches that run beside each other must not meet in one name. -#}
{% macro make_temp_relation(base_relation, suffix='__dbt_tmp') %}
    {%- if suffix == '__dbt_tmp' and model.batch -%}
        {%- set suffix = suffix ~ '_' ~ model.batch.id -%}
    {%- endif -%}
    {%- do return(adapter.dispatch('make_temp_relation', 'dbt')(base_relation, suffix)) -%}
{% endmacro %}

{% macro default__make_temp_relation(base_relation, suffix) %}
    {%- do return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix})) -%}
{% endmacro %}

{% macro make_backup_relation(base_relation, backup_relation_type, suffix='__dbt_backup') %}
    {%- do return(adapter.dispatch('make_backup_relation', 'dbt')(base_relation, backup_relation_type, suffix)) -%}
{% endmacro %}

{% macro default__make_backup_relation(base_relation, backup_relation_type, suffix) %}
    {%- do return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix}, type=backup_relation_type)) -%}
{% endmacro %}
