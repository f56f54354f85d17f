{#- Text that puts a relation in the place of another one. -#}
{% macro get_replace_sql(existing_relation, target_relation, sql) %}
    {%- do log('Applying REPLACE to: ' ~ existing_relation) -%}
    {{- adapter.dispatch('get_replace_sql', 'dbt')(existing_relation, target_relation, sql) -}}
{% endmacro %}

{#- The old one stays until the new one is there, as far as both can be renamed. -#}
{% macro default__get_replace_sql(existing_relation, target_relation, sql) %}
    {%- set at_once = existing_relation.can_be_replaced and existing_relation.type == target_relation.type %}

    {# what can't be renamed has to go before the new one comes #}

    {# with a table or a view in its way the new one is made beside it, under another name #}

    {% if at_once and existing_relation.is_table %}
        {{ get_replace_table_sql(target_relation, sql) }}
    {%- elif at_once and existing_relation.is_view %}
        {{ get_replace_view_sql(target_relation, sql) }}
    {%- elif at_once and existing_relation.is_materialized_view %}
        {{ get_replace_materialized_view_sql(target_relation, sql) }}
    {%- elif target_relation.can_be_renamed and existing_relation.can_be_renamed -%}
        {{ get_create_intermediate_sql(target_relation, sql) }};
        {{ get_create_backup_sql(existing_relation) }};
        {{ get_rename_intermediate_sql(target_relation) }};
        {{ get_drop_backup_sql(existing_relation) }}
    {%- elif target_relation.can_be_renamed -%}
        {{ get_create_intermediate_sql(target_relation, sql) }};
        {{ get_drop_sql(existing_relation) }};
        {{ get_rename_intermediate_sql(target_relation) }}
    {%- elif existing_relation.can_be_renamed -%}
        {{ get_create_backup_sql(existing_relation) }};
        {{ get_create_sql(target_relation, sql) }};
        {{ get_drop_backup_sql(existing_relation) }}
    {%- else -%}
        {{ get_drop_sql(existing_relation) }};
        {{ get_create_sql(target_relation, sql) }}
    {%- endif -%}
    {{ '\n\n    ' if at_once or target_relation.can_be_renamed or existing_relation.can_be_renamed }}
{%- endmacro %}

{% macro get_replace_table_sql(relation, sql) %}
    {{- adapter.dispatch('get_replace_table_sql', 'dbt')(relation, sql) -}}
{% endmacro %}

{% macro default__get_replace_table_sql(relation, sql) %}
    {%- do exceptions.raise_not_implemented('get_replace_table_sql macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro get_replace_view_sql(relation, sql) %}
    {{- adapter.dispatch('get_replace_view_sql', 'dbt')(relation, sql) -}}
{% endmacro %}

{% macro default__get_replace_view_sql(relation, sql) %}
    {%- do exceptions.raise_not_implemented('get_replace_view_sql macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro get_replace_materialized_view_sql(relation, sql) %}
    {{- adapter.dispatch('get_replace_materialized_view_sql', 'dbt')(relation, sql) -}}
{% endmacro %}

{% macro default__get_replace_materialized_view_sql(relation, sql) %}
    {%- do exceptions.raise_compiler_error('PostgreSQL can not create or replace a materialized view') -%}
{% endmacro %}

{% macro refresh_materialized_view(relation) %}
    {%- do log('Applying REFRESH to: ' ~ relation) -%}
    {{- adapter.dispatch('refresh_materialized_view', 'dbt')(relation) -}}
{% endmacro %}

{% macro default__refresh_materialized_view(relation) %}
    {%- do exceptions.raise_not_implemented('refresh_materialized_view macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro get_alter_materialized_view_as_sql(relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) %}
    {%- do log('Applying ALTER to: ' ~ relation) -%}
    {{- adapter.dispatch('get_alter_materialized_view_as_sql', 'dbt')(
        relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) -}}
{% endmacro %}

{% macro default__get_alter_materialized_view_as_sql(relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) %}
    {%- do exceptions.raise_not_implemented('get_alter_materialized_view_as_sql macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro get_materialized_view_configuration_changes(existing_relation, new_config) %}
    {%- do log('Determining configuration changes on: ' ~ existing_relation) -%}
    {%- do return(adapter.dispatch('get_materialized_view_configuration_changes', 'dbt')(existing_relation, new_config)) -%}
{% endmacro %}

{% macro default__get_materialized_view_configuration_changes(existing_relation, new_config) %}
    {%- do exceptions.raise_not_implemented('get_materialized_view_configuration_changes macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{#- PostgreSQL has no table clones; a clone is a view there. -#}
{% macro can_clone_table() %}
    {%- do return(adapter.dispatch('can_clone_table', 'dbt')()) -%}
{% endmacro %}

{% macro default__can_clone_table() %}
    {%- do return(False) -%}
{% endmacro %}

{% macro create_or_replace_clone(this_relation, defer_relation) %}
    {%- do return(adapter.dispatch('create_or_replace_clone', 'dbt')(this_relation, defer_relation)) -%}
{% endmacro %}

{% macro default__create_or_replace_clone(this_relation, defer_relation) %}
    create or replace table {{ this_relation.render() }} clone {{ defer_relation.render() }}
{% endmacro %}
