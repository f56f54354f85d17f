{#- What a snapshot's strategy says where a project has written it, or one of the macros that it asks. -#}
{% macro snapshot_strategy_by_macros(target_exists) %}
    {%- set strategy = strategy_dispatch(config.get('strategy')) -%}
    {%- do return(strategy(model, 'snapshotted_data', 'source_data', model['config'], target_exists)) -%}
{% endmacro %}
