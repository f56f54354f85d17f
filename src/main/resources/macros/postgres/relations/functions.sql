{#- Arguments of functions on PostgreSQL may have defaults. -#}
{% macro postgres__formatted_scalar_function_args_sql() %}
    {% set written = [] %}
    {% for argument in model.arguments -%}
        {% set left_out = argument.get('default_value') %}
        {# as PostgreSQL writes it -#}
        {%- do written.append(argument.name ~ ' ' ~ argument.data_type ~ ('' if left_out is none else ' DEFAULT ' ~ left_out)) -%}
    {%- endfor %}
    {{ written | join(', ') }}
{% endmacro %}
