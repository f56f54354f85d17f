{#- Functions of the database: their statement, part by part, so that a project may replace one. -#}
{% macro scalar_function_sql(target_relation) %}
    {%- do return(adapter.dispatch('scalar_function_sql', 'dbt')(target_relation)) -%}
{% endmacro %}

{% macro default__scalar_function_sql(target_relation) %}
    {{ scalar_function_create_replace_signature_sql(target_relation) }}
    {{ scalar_function_body_sql() }};
{% endmacro %}

{% macro scalar_function_create_replace_signature_sql(target_relation) %}
    {%- do return(adapter.dispatch('scalar_function_create_replace_signature_sql', 'dbt')(target_relation)) -%}
{% endmacro %}

{% macro default__scalar_function_create_replace_signature_sql(target_relation) %}
    CREATE OR REPLACE FUNCTION {{ target_relation.render() }} ({{ formatted_scalar_function_args_sql() }})
    RETURNS {{ model.returns.data_type }}
    {{ scalar_function_volatility_sql() }}
    AS
{% endmacro %}

{% macro formatted_scalar_function_args_sql() %}
    {%- do return(adapter.dispatch('formatted_scalar_function_args_sql', 'dbt')()) -%}
{% endmacro %}

{% macro default__formatted_scalar_function_args_sql() %}
    {% set written = [] %}
    {% for argument in model.arguments -%}
        {%- do written.append(argument.name ~ ' ' ~ argument.data_type) -%}
    {%- endfor %}
    {{ written | join(', ') }}
{% endmacro %}

{#- The body stands between dollars, so it needs no escapes. -#}
{% macro scalar_function_body_sql() %}
    {%- do return(adapter.dispatch('scalar_function_body_sql', 'dbt')()) -%}
{% endmacro %}

{% macro default__scalar_function_body_sql() %}
    $$
       {{ model.compiled_code }}
    $$ LANGUAGE SQL
{% endmacro %}

{#- dbt's three volatilities in the database's words; without one the database decides. -#}
{% macro scalar_function_volatility_sql() %}
    {%- do return(adapter.dispatch('scalar_function_volatility_sql', 'dbt')()) -%}
{% endmacro %}

{% macro default__scalar_function_volatility_sql() %}
    {% set words = {'deterministic': 'IMMUTABLE', 'stable': 'STABLE', 'non-deterministic': 'VOLATILE'} %}
    {% set asked = model.config.get('volatility') -%}
    {%- if asked is not none and asked not in words -%}
        {%- do unsupported_volatility_warning(asked) -%}
    {%- endif -%}
    {{ '\n        ' ~ words[asked] ~ '\n    ' if asked in words }}
    {# the database decides of what nobody asks for #}
{% endmacro %}

{% macro unsupported_volatility_warning(volatility) %}
    {%- do return(adapter.dispatch('unsupported_volatility_warning', 'dbt')(volatility)) -%}
{% endmacro %}

{% macro default__unsupported_volatility_warning(volatility) %}
    {%- do exceptions.warn('The function ' ~ model.name ~ ' asks for the volatility ' ~ volatility ~ ', which ' ~ adapter.type() ~ ' has not; it is ignored') -%}
{% endmacro %}
