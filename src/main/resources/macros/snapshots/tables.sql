{#- The tables of a snapshot: the first one, and what changes it afterwards. -#}
{% macro get_snapshot_table_column_names() %}
    {%- set names = {} -%}
    {%- for name in ('dbt_valid_to', 'dbt_valid_from', 'dbt_scd_id', 'dbt_updated_at', 'dbt_is_deleted') -%}
        {%- do names.update({name: name}) -%}
    {%- endfor -%}
    {%- do return(names) -%}
{% endmacro %}

{% macro get_true_sql() %}
  {{ adapter.dispatch('get_true_sql', 'dbt')() }}
{% endmacro %}

{% macro default__get_true_sql() %}
    {%- do return('TRUE') -%}
{% endmacro %}

{% macro create_columns(relation, columns) %}
    {{- adapter.dispatch('create_columns', 'dbt')(relation, columns) -}}
{% endmacro %}

{% macro default__create_columns(relation, columns) %}
    {%- for column in columns -%}
        {%- call statement() %}
      alter table {{ relation.render() }} add column {{ adapter.quote(column.name) }} {{ column.expanded_data_type }};
    {% endcall -%}
    {%- endfor -%}
{% endmacro %}

{#- For databases whose temporary tables stay. -#}
{% macro post_snapshot(staging_relation) %}
    {{- adapter.dispatch('post_snapshot', 'dbt')(staging_relation) -}}
{% endmacro %}

{% macro default__post_snapshot(staging_relation) %}
{% endmacro %}

{% macro get_dbt_valid_to_current(strategy, columns) %}
  {# the null of a row that is valid still has the type of the time -#}
  {%- set current = config.get('dbt_valid_to_current') or 'null' %}
  coalesce(nullif({{ strategy.updated_at }}, {{ strategy.updated_at }}), {{ current }})
  as {{ columns.dbt_valid_to }}
{% endmacro %}

{% macro unique_key_fields(unique_key) %}
    {% if unique_key is string %}
        {{ unique_key }} as dbt_unique_key
    {% else %}
        {% for key in unique_key %}
            {{ key }} as dbt_unique_key_{{ loop.index }}{{ ' ,' if not loop.last }}
        {% endfor %}
    {% endif %}
{% endmacro %}

{% macro unique_key_join_on(unique_key, identifier, from_identifier) %}
    {% if unique_key is string %}
        {{ identifier }}.dbt_unique_key = {{ from_identifier }}.dbt_unique_key
    {% else %}
        {% for key in unique_key -%}
            {%- set name = '.dbt_unique_key_' ~ loop.index -%}
            {{ '\n\t    ' * 3 ~ equals(identifier ~ name, from_identifier ~ name) }}{{ ' and' if not loop.last }}
        {% endfor %}
    {% endif %}
{% endmacro %}

{% macro unique_key_is_null(unique_key, identifier) %}
    {{ '' }}
        {{ identifier }}.dbt_unique_key{{ '' if unique_key is string else '_1' }} is null
    {{ '' }}
{% endmacro %}

{% macro unique_key_is_not_null(unique_key, identifier) %}
    {{ '' }}
        {{ identifier }}.dbt_unique_key{{ '' if unique_key is string else '_1' }} is not null
    {{ '' }}
{% endmacro %}

{% macro build_snapshot_table(strategy, sql) %}
    {{- adapter.dispatch('build_snapshot_table', 'dbt')(strategy, sql) }}
{% endmacro %}

{% macro default__build_snapshot_table(strategy, sql) %}
    {% set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() %}

    select *,
        {{ strategy.scd_id }} as {{ columns.dbt_scd_id }},
        {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
        {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
        {{ get_dbt_valid_to_current(strategy, columns) }}
        {{- ", 'False' as " ~ columns.dbt_is_deleted ~ '\n      ' if strategy.hard_deletes == 'new_record' -}}
    from (
        {{ sql }}
    ) sbq

{% endmacro %}

{% macro build_snapshot_staging_table(strategy, sql, target_relation) %}
    {%- set staging = make_temp_relation(target_relation) -%}
    {%- set text = snapshot_staging_table(strategy, sql, target_relation) -%}
    {%- call statement('build_snapshot_staging_relation') %}
        {{ create_table_as(True, staging, text) }}
    {% endcall -%}
    {%- do return(staging) -%}
{% endmacro %}

{% macro get_updated_at_column_data_type(snapshot_sql) %}
    {%- for column in get_column_schema_from_query(snapshot_sql) if column.column | lower == 'dbt_updated_at' -%}
        {%- do return(column.dtype) -%}
    {%- endfor -%}
    {%- do return(none) -%}
{% endmacro %}

{#- A time without its zone beside one with it: the days may shift. -#}
{% macro check_time_data_types(sql) %}
    {%- set updated = get_updated_at_column_data_type(sql) -%}
    {%- set taken = get_snapshot_get_time_data_type() -%}
    {%- if updated and taken and updated != taken -%}
        {%- do exceptions.warn('Data type of snapshot table timestamp columns (' ~ taken ~ ') doesn\'t match derived column \'updated_at\' (' ~ updated ~ '). Please update snapshot config \'updated_at\'.') -%}
    {%- endif -%}
{% endmacro %}

{% macro snapshot_merge_sql(target, source, insert_cols) %}
    {{- adapter.dispatch('snapshot_merge_sql', 'dbt')(target, source, insert_cols) -}}
{% endmacro %}

{% macro default__snapshot_merge_sql(target, source, insert_cols) %}
    {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
    {%- set current = config.get('dbt_valid_to_current') -%}
    {%- set valid_to = 'DBT_INTERNAL_DEST.' ~ columns.dbt_valid_to -%}
    {%- set names = insert_cols | join(', ') -%}
    merge into {{ target.render() }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on DBT_INTERNAL_SOURCE.{{ columns.dbt_scd_id }} = DBT_INTERNAL_DEST.{{ columns.dbt_scd_id }}

    when matched
     {% if current -%}
     {{ '\n\t\n\t\n\tand (' ~ equals(valid_to, current) ~ ' or ' ~ valid_to ~ ' is null)\n' }}
     {% else %}
       and {{ valid_to }} is null
     {% endif %}
     and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')
        then update
        set {{ columns.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ columns.dbt_valid_to }}

    when not matched
     and DBT_INTERNAL_SOURCE.dbt_change_type = 'insert'
        then insert ({{ names }})
        values ({{ names }})

{% endmacro %}

{% macro snapshot_staging_table(strategy, source_sql, target_relation) %}
    {{- adapter.dispatch('snapshot_staging_table', 'dbt')(strategy, source_sql, target_relation) }}
{% endmacro %}

{#- The rows that are to be added, closed and, where the strategy wants it, told as deleted. -#}
{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) %}
    {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
    {%- set current = config.get('dbt_valid_to_current') -%}
    {%- set records = strategy.hard_deletes == 'new_record' -%}
    {%- set closes = records or strategy.hard_deletes == 'invalidate' -%}
    {%- set key = unique_key_fields(strategy.unique_key) -%}
    {%- set joined = unique_key_join_on(strategy.unique_key, 'snapshotted_data', 'source_data') -%}
    {%- set is_new = unique_key_is_null(strategy.unique_key, 'snapshotted_data') -%}
    {%- set is_known = unique_key_is_not_null(strategy.unique_key, 'snapshotted_data') -%}
    {%- set is_gone = unique_key_is_null(strategy.unique_key, 'source_data') -%}
    {%- set deleted = 'snapshotted_data.' ~ columns.dbt_is_deleted -%}
    {%- set valid_to = 'snapshotted_data.' ~ columns.dbt_valid_to -%}
    {%- set mark = ', ' ~ deleted if records else '' -%}
    {%- set changed = strategy.row_changed ~ ('or ' ~ deleted ~ " = 'True' " if records else '') -%}
    {%- set is_current = valid_to ~ (' = ' ~ current if current else ' is null') %}
    {{ '\n        \n    ' if records }}
    with snapshot_query as (

        {{ source_sql }}

    ),

    snapshotted_data as (

        select *, {{ key }}
        from {{ target_relation }}
        where
            {% if current -%}
                {{ '\n\t\t\n\t\t\n\n\t\t' }}
                ( {{ equals(columns.dbt_valid_to | trim, current | trim) }} or {{ columns.dbt_valid_to }} is null )
            {% else %}
                {{ columns.dbt_valid_to }} is null
            {% endif %}

    ),

    insertions_source_data as (

        select *, {{ key }},
            {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
            {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
            {{ get_dbt_valid_to_current(strategy, columns) }},
            {{ strategy.scd_id }} as {{ columns.dbt_scd_id }}

        from snapshot_query
    ),

    updates_source_data as (

        select *, {{ key }},
            {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
            {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
            {{ strategy.updated_at }} as {{ columns.dbt_valid_to }}

        from snapshot_query
    ),

    {%- if closes %}

    deletes_source_data as (

        select *, {{ key }}
        from snapshot_query
    ),
    {% endif %}

    insertions as (

        select
            'insert' as dbt_change_type,
            source_data.*{{ ",'False' as " ~ columns.dbt_is_deleted if records }}

        from insertions_source_data as source_data
        left outer join snapshotted_data
            on {{ joined }}
            where {{ is_new }}
            or ({{ is_known }} and (
               {{ changed }}
            )

        )

    ),

    updates as (

        select
            'update' as dbt_change_type,
            source_data.*,
            snapshotted_data.{{ columns.dbt_scd_id }}{{ mark }}

        from updates_source_data as source_data
        join snapshotted_data
            on {{ joined }}
        where (
            {{ changed }}
        )
    )

    {%- if closes %}
    ,
    deletes as (

        select
            'delete' as dbt_change_type,
            source_data.*,
            {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
            {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
            {{ snapshot_get_time() }} as {{ columns.dbt_valid_to }},
            snapshotted_data.{{ columns.dbt_scd_id }}{{ mark }}
        from snapshotted_data
        left join deletes_source_data as source_data
            on {{ joined }}
            where {{ is_gone }}

            {%- if records %}
            and not (
                --avoid updating the record's valid_to if the latest entry is marked as deleted
                {{ deleted }} = 'True'
                and
                {{ is_current }}
            )
            {%- endif %}
    )
    {%- endif %}

    {%- if records %}
        {% set kept = get_list_of_column_names(get_columns_in_relation(target_relation)) %}
        {% set asked = get_columns_in_query(source_sql) %}
    ,
    deletion_records as (

        select
            'insert' as dbt_change_type,
            {%- for name in asked -%}
            {{ 'snapshotted_data' if name in kept else 'source_data' }}.{{ adapter.quote(name) }},
            {%- endfor -%}
            {%- if strategy.unique_key is string -%}
            snapshotted_data.dbt_unique_key as dbt_unique_key,
            {% else -%}
            {%- for part in strategy.unique_key -%}
            snapshotted_data.{{ part }} as dbt_unique_key_{{ loop.index }},
                {% endfor -%}
            {%- endif -%}
            {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
            {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
            {{ valid_to }} as {{ columns.dbt_valid_to }},
            {{ snapshot_hash_arguments([columns.dbt_scd_id, snapshot_get_time()]) }} as {{ columns.dbt_scd_id }},
            'True' as {{ columns.dbt_is_deleted }}
        from snapshotted_data
        left join deletes_source_data as source_data
            on {{ joined }}
        where {{ is_gone }}
        and not (
            --avoid inserting a new record if the latest one is marked as deleted
            {{ deleted }} = 'True'
            and
            {{ is_current }}
            )

    )
    {%- endif %}

    select * from insertions
    union all
    select * from updates
    {%- if closes %}
    union all
    select * from deletes
    {%- endif %}
    {%- if records %}
    union all
    select * from deletion_records
    {%- endif -%}
{% endmacro %}
