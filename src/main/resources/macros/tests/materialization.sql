{#- How a data test is run, for materializations of projects and packages that call dbt's own. -#}
{% macro materialization_test_default() %}
    {%- set limit = config.get('limit') -%}
    {%- set rows = sql if limit is none else get_limit_subquery_sql(sql, limit) -%}
    {%- set relations = [] -%}
    {%- if should_store_failures() -%}
        {%- set kind = config.get('store_failures_as') or 'table' -%}
        {%- set target_relation = api.Relation.create(database=this.database, schema=this.schema, identifier=this.identifier, type=kind) -%}
        {%- set there = load_relation(target_relation) -%}
        {%- if there -%}
            {%- do adapter.drop_relation(there) -%}
        {%- endif -%}
        {%- call statement(auto_begin=true) -%}
            {{ create_view_as(target_relation, rows) if kind == 'view' else create_table_as(false, target_relation, rows) }}
        {%- endcall -%}
        {%- do adapter.commit() -%}
        {%- do relations.append(target_relation) -%}
        {%- set rows = 'select * from ' ~ target_relation -%}
    {%- endif -%}
    {%- call statement('main', fetch_result=true) -%}
        {{ get_test_sql(rows, config.get('fail_calc') or 'count(*)', config.get('warn_if') or '!= 0', config.get('error_if') or '!= 0', none) }}
    {%- endcall -%}
    {%- do return({'relations': relations}) -%}
{% endmacro %}
