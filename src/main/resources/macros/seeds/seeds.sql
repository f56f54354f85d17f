{#- Rows of a file as a table. -#}
{% macro create_csv_table(model, agate_table) %}
    {{- adapter.dispatch('create_csv_table', 'dbt')(model, agate_table) -}}
{% endmacro %}

{% macro default__create_csv_table(model, agate_table) %}
    {%- set wanted = model['config'].get('column_types', {}) -%}
    {%- set quote = model['config'].get('quote_columns', none) -%}
    {%- set columns = [] -%}
    {%- for name in agate_table.column_names -%}
        {%- set type = wanted.get(name, adapter.convert_type(agate_table, loop.index0)) -%}
        {%- do columns.append(adapter.quote_seed_column(name | string, quote) ~ ' ' ~ type) -%}
    {%- endfor -%}
    {%- set text = 'create table ' ~ this.render() ~ ' (' ~ columns | join(', ') ~ ')' -%}
    {%- call statement('_') -%}
        {{ text }}
    {%- endcall -%}
    {%- do return(text) -%}
{% endmacro %}

{% macro reset_csv_table(model, full_refresh, old_relation, agate_table) %}
    {{- adapter.dispatch('reset_csv_table', 'dbt')(model, full_refresh, old_relation, agate_table) -}}
{% endmacro %}

{% macro default__reset_csv_table(model, full_refresh, old_relation, agate_table) %}
    {%- if full_refresh -%}
        {%- do adapter.drop_relation(old_relation) -%}
        {%- do return(create_csv_table(model, agate_table)) -%}
    {%- endif -%}
    {%- do adapter.truncate_relation(old_relation) -%}
    {%- do return('truncate table ' ~ old_relation.render()) -%}
{% endmacro %}

{% macro get_csv_sql(create_or_truncate_sql, insert_sql) %}
    {{ adapter.dispatch('get_csv_sql', 'dbt')(create_or_truncate_sql, insert_sql) }}
{% endmacro %}

{% macro default__get_csv_sql(create_or_truncate_sql, insert_sql) %}
    {{ create_or_truncate_sql }};
    -- dbt seed --
    {{ insert_sql }}
{% endmacro %}

{% macro get_binding_char() %}
    {{- adapter.dispatch('get_binding_char', 'dbt')() -}}
{% endmacro %}

{% macro default__get_binding_char() %}
    {%- do return('%s') -%}
{% endmacro %}

{% macro get_batch_size() %}
    {%- do return(adapter.dispatch('get_batch_size', 'dbt')()) -%}
{% endmacro %}

{% macro default__get_batch_size() %}
    {%- do return(10000) -%}
{% endmacro %}

{% macro get_seed_column_quoted_csv(model, column_names) %}
    {%- set quoted = [] -%}
    {%- for name in column_names -%}
        {%- do quoted.append(adapter.quote_seed_column(name, model['config'].get('quote_columns', none))) -%}
    {%- endfor -%}
    {%- do return(quoted | join(', ')) -%}
{% endmacro %}

{% macro load_csv_rows(model, agate_table) %}
    {{- adapter.dispatch('load_csv_rows', 'dbt')(model, agate_table) -}}
{% endmacro %}

{#- Gives the first statement, as what is shown of all of them. -#}
{% macro default__load_csv_rows(model, agate_table) %}
    {%- set columns = get_seed_column_quoted_csv(model, agate_table.column_names) -%}
    {%- set place = '(' ~ ([get_binding_char()] * (agate_table.column_names | length)) | join(',') ~ ')' -%}
    {%- set texts = [] -%}
    {%- for rows in agate_table.rows | batch(get_batch_size()) -%}
        {%- set values = [] -%}
        {%- for row in rows -%}
            {%- do values.extend(row) -%}
        {%- endfor -%}
        {%- set text = 'insert into ' ~ this.render() ~ ' (' ~ columns ~ ') values ' ~ ([place] * (rows | length)) | join(',') -%}
        {%- do adapter.add_query(text, bindings=values, abridge_sql_log=True) -%}
        {%- do texts.append(text) -%}
    {%- endfor -%}
    {%- do return(texts | first) -%}
{% endmacro %}
