{#- A model's +schema is the schema's name, as it is: marts, not public_marts as by default. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}
