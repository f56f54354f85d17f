{#- PostgreSQL has any_value only since version 16. -#}
{% macro postgres__any_value(expression) -%}
    min({{ expression }})
{%- endmacro %}

{% macro postgres__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
    {%- set order = '' if order_by_clause is none else order_by_clause -%}
    {%- if limit_num -%}
    array_to_string(
        (array_agg(
            {{ measure }}
            {{ order }}
        ))[1:{{ limit_num }}],
        {{ delimiter_text }}
        )
    {%- else %}
    string_agg(
        {{ measure }},
        {{ delimiter_text }}
        {{ order }}
        )
    {%- endif -%}
{%- endmacro %}

{% macro postgres__split_part(string_text, delimiter_text, part_number) %}
    {%- set part = default__split_part if part_number >= 0 else _split_part_negative %}

  {{ '\n    ' ~ part(string_text, delimiter_text, part_number) }}
  {{ '\n' }}
{% endmacro %}

{% macro postgres__equals(expr1, expr2) -%}
    {{ '\n    (' ~ expr1 ~ ' IS NOT DISTINCT FROM ' if flags.enable_truthy_nulls_equals_macro else '(' ~ expr1 ~ ' = ' }}{{ expr2 }})
{%- endmacro %}
