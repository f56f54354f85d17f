{#- An increment as dbt brings it in, for strategies that a project has written: into a temporary table, then
    by the strategy's statement. Gives what the database answered, and how many rows that was about. -#}
{% macro increment_by_macros() %}
    {%- set target = this.incorporate(type='table') -%}
    {%- set temporary = make_temp_relation(target) -%}
    {%- do run_query(get_create_table_as_sql(True, temporary, sql)) -%}
    {%- if not (config.get('contract') or {}).enforced -%}
        {%- do adapter.expand_target_column_types(from_relation=temporary, to_relation=target) -%}
    {%- endif -%}
    {%- set change = incremental_validate_on_schema_change(config.get('on_schema_change'), default='ignore') -%}
    {%- set columns = process_schema_changes(change, temporary, target) or adapter.get_columns_in_relation(target) -%}
    {%- set written = adapter.get_incremental_strategy_macro(none, config.get('incremental_strategy') or 'default') -%}
    {%- call statement('main') -%}
        {{ written({
            'target_relation': target,
            'temp_relation': temporary,
            'unique_key': config.get('unique_key'),
            'dest_columns': columns,
            'incremental_predicates': config.get('predicates') or config.get('incremental_predicates')
        }) }}
    {%- endcall -%}
    {%- set answer = load_result('main').response -%}
    {%- do run_query('drop table if exists ' ~ temporary) -%}
    {%- do return([answer.message, answer.rows_affected]) -%}
{% endmacro %}
