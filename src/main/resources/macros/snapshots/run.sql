{#- What a snapshot's strategy says where a project has written it, or one of the macros that it asks. -#}
{% macro snapshot_strategy_by_macros(target_exists) %}
    {%- set strategy = strategy_dispatch(config.get('strategy')) -%}
    {%- do return(strategy(model, 'snapshotted_data', 'source_data', model['config'], target_exists)) -%}
{% endmacro %}

{#- A snapshot as dbt keeps it, for projects that have put a macro of theirs in the place of one of dbt's. Gives what the
    database answered, and how many rows that was about. -#}
{% macro snapshot_by_macros(target_exists) %}
    {%- set target = this.incorporate(type='table') -%}
    {%- set strategy = snapshot_strategy_by_macros(target_exists) -%}
    {%- if target_exists -%}
        {%- set names = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
        {%- do adapter.assert_valid_snapshot_target_given_strategy(target, names, strategy) -%}
        {%- set staging = build_snapshot_staging_table(strategy, sql, target) -%}
        {%- do adapter.expand_target_column_types(from_relation=staging, to_relation=target) -%}
        {%- set not_kept = ['dbt_change_type', 'dbt_unique_key'] -%}
        {%- for key in (strategy.unique_key if strategy.unique_key is not string else []) -%}
            {%- do not_kept.append('dbt_unique_key_' ~ loop.index) -%}
        {%- endfor -%}
        {%- do create_columns(target, adapter.get_missing_columns(staging, target) | rejectattr('name', 'in', not_kept) | list) -%}
        {%- set kept = [] -%}
        {%- for column in adapter.get_columns_in_relation(staging) if column.name not in not_kept -%}
            {%- do kept.append(adapter.quote(column.name)) -%}
        {%- endfor -%}
        {%- set final = snapshot_merge_sql(target=target, source=staging, insert_cols=kept) -%}
    {%- else -%}
        {%- set final = create_table_as(False, target, build_snapshot_table(strategy, sql)) -%}
    {%- endif -%}
    {%- call statement('main') -%}
        {{ final }}
    {%- endcall -%}
    {%- set answer = load_result('main').response -%}
    {%- if target_exists -%}
        {%- do post_snapshot(staging) -%}
        {%- do run_query('drop table if exists ' ~ staging) -%}
    {%- else -%}
        {%- do create_indexes(target) -%}
    {%- endif -%}
    {%- do return([answer.message, answer.rows_affected]) -%}
{% endmacro %}
