{#- Rows of a unit test as queries. -#}

{#- The rows that stand for a relation; columns that they leave out are null. -#}
{% macro get_fixture_sql(rows, column_name_to_data_types) %}
    {%- set types = column_name_to_data_types or {} -%}
    {%- set names = {} -%}
    {%- if not types -%}
        {%- set there = defer_relation if defer_relation and not load_relation(this) else this -%}
        {%- for column in get_columns_for_unit_tests(there) -%}
            {%- do types.update({column.name | lower: column.data_type}) -%}
            {%- do names.update({column.name | lower: column.quoted}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if not types -%}
        {%- do exceptions.raise_compiler_error("Not able to get columns for unit test '" ~ model.name ~ "' from relation " ~ this ~ " because the relation doesn't exist") -%}
    {%- endif -%}
    {%- set empty = {} -%}
    {%- for name, type in types.items() -%}
        {%- do empty.update({name: safe_cast('null', type) | trim}) -%}
    {%- endfor -%}
    {{- '\n-- Fixture for ' ~ model.name ~ '\n' ~ validate_fixture_rows(rows, row_number) -}}
    {%- for row in rows -%}
        {%- set values = empty.copy() -%}
        {%- do values.update(format_row(row, types)) -%}
        select {{ fixture_columns(values, names) }}
        {{- '\nunion all\n' if not loop.last }}
    {%- else -%}
    select {{ fixture_columns(empty, names) }}
    limit 0
    {%- endfor -%}
{% endmacro %}

{#- The rows that a unit test expects, with the columns that they name. -#}
{% macro get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted) %}
    {%- for row in rows -%}
        select {{ fixture_columns(format_row(row, column_name_to_data_types), column_name_to_quoted) }}
        {{- '\nunion all\n' if not loop.last }}
    {%- else -%}
    select * from dbt_internal_unit_test_actual
    limit 0
    {%- endfor -%}
{% endmacro %}

{% macro fixture_columns(values, names) %}
    {%- for name, value in values.items() -%}
        {{ value }} as {{ names.get(name) or adapter.quote(name) }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{% endmacro %}

{#- A row's values as SQL, by its columns' names in small letters. -#}
{% macro format_row(row, column_name_to_data_types) %}
    {%- set formatted = {} -%}
    {%- for given, value in row.items() -%}
        {%- set name = given | lower -%}
        {%- if name not in column_name_to_data_types -%}
            {%- set fixture = 'expected output' if model.resource_type == 'unit_test' else "'" ~ model.name ~ "'" -%}
            {%- do exceptions.raise_compiler_error("Invalid column name: '" ~ name ~ "' in unit test fixture for " ~ fixture ~ '.\nAccepted columns for ' ~ fixture ~ ' are: ' ~ column_name_to_data_types.keys() | list) -%}
        {%- endif -%}
        {%- set type = column_name_to_data_types[name] -%}
        {%- if value is string -%}
            {#- a length would cut the text in silence -#}
            {%- set type = type.split('(')[0] if 'varying' in type else type -%}
            {%- set value = dbt.string_literal(dbt.escape_single_quotes(value)) -%}
        {%- endif -%}
        {%- do formatted.update({name: safe_cast('null' if value is none else value, type)}) -%}
    {%- endfor -%}
    {%- do return(formatted) -%}
{% endmacro %}

{% macro validate_fixture_rows(rows, row_number) %}
    {%- do return(adapter.dispatch('validate_fixture_rows', 'dbt')(rows, row_number)) -%}
{% endmacro %}

{% macro default__validate_fixture_rows(rows, row_number) -%}
{% endmacro %}
