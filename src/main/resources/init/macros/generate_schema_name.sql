{#- A model's +schema is the schema's name, as it is; by default dbt puts the target's before it. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}
