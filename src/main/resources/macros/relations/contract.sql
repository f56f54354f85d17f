{#- What an enforced contract makes of a table's columns. -#}
{% macro get_table_columns_and_constraints() %}
    {{- adapter.dispatch('get_table_columns_and_constraints', 'dbt')() -}}
{% endmacro %}

{% macro default__get_table_columns_and_constraints() %}
    {%- do return(table_columns_and_constraints()) -%}
{% endmacro %}

{% macro table_columns_and_constraints() %}
    {%- set columns = adapter.render_raw_columns_constraints(raw_columns=model['columns']) -%}
    {%- set whole = adapter.render_raw_model_constraints(raw_constraints=model['constraints']) -%}
    {%- set line = '\n    ' %}
  ({{ line ~ columns | join(',' ~ line) ~ (',' if whole else '') if columns }}
    {{ line ~ whole | join(',' ~ line) if whole }}
    )
{% endmacro %}

{% macro get_assert_columns_equivalent(sql) %}
    {{- adapter.dispatch('get_assert_columns_equivalent', 'dbt')(sql) -}}
{% endmacro %}

{% macro default__get_assert_columns_equivalent(sql) %}
    {%- do return(assert_columns_equivalent(sql)) -%}
{% endmacro %}

{#- What an enforced contract puts between a relation's name and its query; columns are a table's. -#}
{% macro contract_head(sql, columns=true) %}
    {%- if is_contracted() %}
    {{ get_assert_columns_equivalent(sql) }}
    {{- '\n    ' ~ get_table_columns_and_constraints() if columns }}
    {%- endif -%}
{% endmacro %}

{#- The query with the contract's columns in their order, where one is enforced. -#}
{% macro contracted_query(sql) %}
    {%- do return(get_select_subquery(sql) if is_contracted() else sql) -%}
{% endmacro %}

{% macro is_contracted() %}
    {%- do return((config.get('contract') or {}).enforced) -%}
{% endmacro %}

{#- The query's columns and the contract's have the same names and types, in whatever order. -#}
{% macro assert_columns_equivalent(sql) %}
    {%- if not model['columns'] -%}
        {%- do exceptions.raise_contract_error([], []) -%}
    {%- endif -%}
    {%- set given = format_columns(get_column_schema_from_query(sql, config.get('sql_header'))) -%}
    {%- set promised = format_columns(get_column_schema_from_query(get_empty_schema_sql(model['columns']))) -%}
    {%- set kept = given | length == promised | length -%}
    {%- set missing = given | rejectattr('formatted', 'in', promised | map(attribute='formatted') | list) | list -%}
    {%- if missing or not kept -%}
        {%- do exceptions.raise_contract_error(promised, given) -%}
    {%- endif -%}
{% endmacro %}

{% macro format_columns(columns) %}
    {%- set formatted = [] -%}
    {%- for column in columns -%}
        {%- do formatted.append(adapter.dispatch('format_column', 'dbt')(column)) -%}
    {%- endfor -%}
    {%- do return(formatted) -%}
{% endmacro %}

{% macro default__format_column(column) %}
    {%- do return({'name': column.name, 'data_type': column.dtype, 'formatted': column.column.lower() ~ ' ' ~ column.dtype}) -%}
{% endmacro %}

{#- A constraint as it stands behind a column; nothing for one that says nothing. -#}
{% macro column_constraint(constraint) %}
    {%- set expression = constraint.get('expression') or '' -%}
    {%- set kind = constraint.get('type') -%}
    {%- if kind in ('not_null', 'unique', 'primary_key') -%}
        {{ kind.replace('_', ' ') }} {{ expression }}
    {%- elif kind == 'check' and expression -%}
        check ({{ expression }})
    {%- elif kind == 'foreign_key' and constraint.get('to') and constraint.get('to_columns') -%}
        references {{ constraint['to'] }} ({{ constraint['to_columns'] | join(', ') }})
    {%- elif kind == 'foreign_key' and expression -%}
        references {{ expression }}
    {%- elif kind == 'custom' -%}
        {{ expression }}
    {%- endif -%}
{% endmacro %}

{#- A constraint as it stands beside the columns. -#}
{% macro table_constraint(constraint) %}
    {%- set expression = constraint.get('expression') or '' -%}
    {%- set kind = constraint.get('type') -%}
    {%- set columns = (constraint.get('columns') or []) | join(', ') -%}
    {%- set name = 'constraint ' ~ constraint['name'] ~ ' ' if constraint.get('name') else '' -%}
    {%- if kind in ('unique', 'primary_key') -%}
        {{ name }}{{ kind.replace('_', ' ') }}{{ ' ' ~ expression if expression }} ({{ columns }})
    {%- elif kind == 'check' and expression -%}
        {{ name }}check ({{ expression }})
    {%- elif kind == 'foreign_key' and constraint.get('to') and constraint.get('to_columns') -%}
        {{ name }}foreign key ({{ columns }}) references {{ constraint['to'] }} ({{ constraint['to_columns'] | join(', ') }})
    {%- elif kind == 'foreign_key' and expression -%}
        {{ name }}foreign key ({{ columns }}) references {{ expression }}
    {%- elif kind == 'custom' and expression -%}
        {{ name }}{{ expression }}
    {%- endif -%}
{% endmacro %}
