{#- The statement that brings an increment into its table, by the strategy's name. What it is given:
    target_relation, temp_relation, unique_key, dest_columns, incremental_predicates. -#}
{% macro get_incremental_append_sql(arg_dict) %}
    {%- do return(adapter.dispatch('get_incremental_append_sql', 'dbt')(arg_dict)) -%}
{% endmacro %}

{% macro default__get_incremental_append_sql(arg_dict) %}
    {%- do return(get_insert_into_sql(arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['dest_columns'])) -%}
{% endmacro %}

{% macro get_incremental_delete_insert_sql(arg_dict) %}
    {%- do return(adapter.dispatch('get_incremental_delete_insert_sql', 'dbt')(arg_dict)) -%}
{% endmacro %}

{% macro default__get_incremental_delete_insert_sql(arg_dict) %}
    {%- do return(get_delete_insert_merge_sql(
        arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['unique_key'],
        arg_dict['dest_columns'], arg_dict['incremental_predicates'])) -%}
{% endmacro %}

{% macro get_incremental_merge_sql(arg_dict) %}
    {%- do return(adapter.dispatch('get_incremental_merge_sql', 'dbt')(arg_dict)) -%}
{% endmacro %}

{% macro default__get_incremental_merge_sql(arg_dict) %}
    {%- do return(get_merge_sql(
        arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['unique_key'],
        arg_dict['dest_columns'], arg_dict['incremental_predicates'])) -%}
{% endmacro %}

{% macro get_incremental_insert_overwrite_sql(arg_dict) %}
    {%- do return(adapter.dispatch('get_incremental_insert_overwrite_sql', 'dbt')(arg_dict)) -%}
{% endmacro %}

{% macro default__get_incremental_insert_overwrite_sql(arg_dict) %}
    {%- do return(get_insert_overwrite_merge_sql(
        arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['dest_columns'],
        arg_dict['incremental_predicates'])) -%}
{% endmacro %}

{% macro get_incremental_default_sql(arg_dict) %}
    {%- do return(adapter.dispatch('get_incremental_default_sql', 'dbt')(arg_dict)) -%}
{% endmacro %}

{% macro default__get_incremental_default_sql(arg_dict) %}
    {%- do return(get_incremental_append_sql(arg_dict)) -%}
{% endmacro %}

{% macro get_incremental_microbatch_sql(arg_dict) %}
    {%- do return(adapter.dispatch('get_incremental_microbatch_sql', 'dbt')(arg_dict)) -%}
{% endmacro %}

{% macro default__get_incremental_microbatch_sql(arg_dict) %}
    {%- do exceptions.raise_not_implemented('get_incremental_microbatch_sql macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro get_insert_into_sql(target_relation, temp_relation, dest_columns) -%}
    {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
    insert into {{ target_relation }} ({{ columns }})
    (
        select {{ columns }}
        from {{ temp_relation }}
    )

{% endmacro %}

{% macro get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
    {#- whoever still calls the argument `predicates` gets what it wants -#}
    {%- set predicates = kwargs.get('predicates', incremental_predicates) -%}
    -- back compat for old kwarg name
  {{ '\n  ' ~ adapter.dispatch('get_merge_sql', 'dbt')(target, source, unique_key, dest_columns, predicates) }}
{%- endmacro %}

{#- The blank lines are those that dbt's own statement begins with, a few for each column of the key. -#}
{% macro default__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) %}
    {%- set conditions = [] if incremental_predicates is none else [] + incremental_predicates -%}
    {%- set blank = '\n            ' -%}
    {%- set before = namespace(text='') -%}
    {%- if not unique_key -%}
        {%- do conditions.append('FALSE') -%}
    {%- elif unique_key is mapping or unique_key is string or unique_key is not sequence -%}
        {%- set before.text = blank * 4 ~ '\n        ' -%}
        {%- do conditions.append(get_merge_unique_key_match('DBT_INTERNAL_SOURCE.' ~ unique_key, 'DBT_INTERNAL_DEST.' ~ unique_key)) -%}
    {%- else -%}
        {%- for key in unique_key -%}
            {%- set before.text = before.text ~ (blank ~ '    ') * 2 ~ blank -%}
            {%- do conditions.append('\n                    DBT_INTERNAL_SOURCE.' ~ key ~ ' = DBT_INTERNAL_DEST.' ~ key ~ '\n                ') -%}
        {%- endfor -%}
        {%- set before.text = blank ~ before.text ~ '\n        ' -%}
    {%- endif -%}
    {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
    {%- set updated = get_merge_update_columns(config.get('merge_update_columns'), config.get('merge_exclude_columns'), dest_columns) -%}
    {{ '\n        ' ~ before.text }}
    {{ '\n\n    ' ~ (config.get('sql_header') or '') }}

    merge into {{ target }} as DBT_INTERNAL_DEST
        using {{ source }} as DBT_INTERNAL_SOURCE
        on ({{ conditions | join(') and (') }})

    {% if unique_key %}
    when matched then update set
        {% for column in updated -%}
            {{ column }} = DBT_INTERNAL_SOURCE.{{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    {% endif %}

    when not matched then insert
        ({{ columns }})
    values
        ({{ columns }})

{% endmacro %}

{% macro get_merge_unique_key_match(source_unique_key, target_unique_key) %}
    {%- do return(adapter.dispatch('get_merge_unique_key_match', 'dbt')(source_unique_key, target_unique_key)) -%}
{% endmacro %}

{% macro default__get_merge_unique_key_match(source_unique_key, target_unique_key) %}
    {%- do return(equals(source_unique_key, target_unique_key) | trim) -%}
{% endmacro %}

{% macro get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) %}
    {{- adapter.dispatch('get_delete_insert_merge_sql', 'dbt')(target, source, unique_key, dest_columns, incremental_predicates) -}}
{% endmacro %}

{% macro default__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) %}
    {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
    {%- if unique_key -%}
        {%- set key = unique_key if unique_key is string else unique_key | join(', ') -%}
        {{- ('\n        ' * 2) if unique_key is string }}
        delete from {{ target }} as DBT_INTERNAL_DEST
        where ({{ key }}) in (
            select distinct {{ key }}
            from {{ source }} as DBT_INTERNAL_SOURCE
        )
        {%- if incremental_predicates %}
            {% for predicate in incremental_predicates %}
                and {{ predicate }}
            {% endfor %}
        {%- endif %};

    {% endif %}

    insert into {{ target }} ({{ columns }})
    (
        select {{ columns }}
        from {{ source }}
    )
{%- endmacro %}

{#- Everything that the predicates name is replaced; PostgreSQL can do it from version 17 on. -#}
{% macro get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header=false) %}
    {{- adapter.dispatch('get_insert_overwrite_merge_sql', 'dbt')(target, source, dest_columns, predicates, include_sql_header) -}}
{% endmacro %}

{% macro default__get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header) %}
    {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
    {{- (config.get('sql_header') or '') if include_sql_header }}

    merge into {{ target }} as DBT_INTERNAL_DEST
        using {{ source }} as DBT_INTERNAL_SOURCE
        on FALSE

    when not matched by source
        {{ ' and ' ~ predicates | join(' and ') ~ ' ' if predicates }}
        then delete

    when not matched then insert
        ({{ columns }})
    values
        ({{ columns }})

{% endmacro %}
