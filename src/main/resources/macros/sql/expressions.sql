{#- Aggregates, arrays, sets and comparison. -#}
{% macro any_value(expression) %}
    {{- return(adapter.dispatch('any_value', 'dbt')(expression)) -}}
{% endmacro %}

{% macro default__any_value(expression) -%}
    any_value({{ expression }})
{%- endmacro %}

{% macro bool_or(expression) %}
    {{- return(adapter.dispatch('bool_or', 'dbt')(expression)) -}}
{% endmacro %}

{% macro default__bool_or(expression) -%}
    bool_or({{ expression }})
{%- endmacro %}

{% macro listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) %}
    {{- return(adapter.dispatch('listagg', 'dbt')(measure, delimiter_text, order_by_clause, limit_num)) -}}
{% endmacro %}

{#- As most databases have it: an aggregate with an order of its own, cut as an array. -#}
{% macro default__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
    {%- set order = '' if order_by_clause is none or not order_by_clause else 'within group (' ~ order_by_clause ~ ')' -%}
    {%- if limit_num -%}
    array_to_string(
        array_slice(
            array_agg(
                {{ measure }}
            ){{ order }}
            ,0
            ,{{ limit_num }}
        ),
        {{ delimiter_text }}
        )
    {%- else %}
    listagg(
        {{ measure }},
        {{ delimiter_text }}
        )
        {{ order }}
    {%- endif -%}
{% endmacro %}

{% macro array_append(array, new_element) %}
    {{- return(adapter.dispatch('array_append', 'dbt')(array, new_element)) -}}
{% endmacro %}

{% macro default__array_append(array, new_element) -%}
    array_append({{ array }}, {{ new_element }})
{%- endmacro %}

{% macro array_concat(array_1, array_2) %}
    {{- return(adapter.dispatch('array_concat', 'dbt')(array_1, array_2)) -}}
{% endmacro %}

{% macro default__array_concat(array_1, array_2) -%}
    array_cat({{ array_1 }}, {{ array_2 }})
{%- endmacro %}

{% macro array_construct(inputs=[], data_type=api.Column.translate_type('integer')) %}
    {{- return(adapter.dispatch('array_construct', 'dbt')(inputs, data_type)) -}}
{% endmacro %}

{#- Only of an empty array the type has to be said. -#}
{% macro default__array_construct(inputs, data_type) %}
    array[{{ ' ' ~ inputs | join(' , ') ~ ' ]' if inputs else ']::' ~ data_type ~ '[]' }}
    {% endmacro %}

{% macro except() %}
    {{- return(adapter.dispatch('except', 'dbt')()) -}}
{% endmacro %}

{% macro default__except() %}

    except

{% endmacro %}

{% macro intersect() %}
    {{- return(adapter.dispatch('intersect', 'dbt')()) -}}
{% endmacro %}

{% macro default__intersect() %}

    intersect

{% endmacro %}

{% macro equals(expr1, expr2) %}
    {{- return(adapter.dispatch('equals', 'dbt')(expr1, expr2)) -}}
{% endmacro %}

{% macro default__equals(expr1, expr2) -%}
    {%- if flags.enable_truthy_nulls_equals_macro %}
    case when (({{ expr1 }} = {{ expr2 }}) or ({{ expr1 }} is null and {{ expr2 }} is null))
        then 0
        else 1
    end = 0
    {%- else -%}
    ({{ expr1 }} = {{ expr2 }})
    {%- endif %}
{% endmacro %}
