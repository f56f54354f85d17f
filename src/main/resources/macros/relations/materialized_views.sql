{#- The steps of dbt's materialization of materialized views, for those that projects write themselves. -#}
{% macro materialized_view_setup(backup_relation, intermediate_relation, pre_hooks) %}
    {%- for left_over in [backup_relation, intermediate_relation] -%}
        {%- do drop_relation_if_exists(load_cached_relation(left_over)) -%}
    {%- endfor -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
{% endmacro %}

{% macro materialized_view_teardown(backup_relation, intermediate_relation, post_hooks) %}
    {%- do drop_relation_if_exists(backup_relation) -%}
    {%- do drop_relation_if_exists(intermediate_relation) -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
{% endmacro %}

{#- What is to be executed: nothing where a change is to be left alone. -#}
{% macro materialized_view_get_build_sql(existing_relation, target_relation, backup_relation, intermediate_relation) %}
    {%- if existing_relation is none -%}
        {%- do return(get_create_materialized_view_as_sql(target_relation, sql)) -%}
    {%- elif should_full_refresh() or not existing_relation.is_materialized_view -%}
        {%- do return(get_replace_sql(existing_relation, target_relation, sql)) -%}
    {%- endif -%}
    {%- set changes = get_materialized_view_configuration_changes(existing_relation, config) -%}
    {%- if changes is none -%}
        {%- do return(refresh_materialized_view(target_relation)) -%}
    {%- endif -%}
    {%- set wanted = config.get('on_configuration_change') or 'apply' -%}
    {%- set told = 'Configuration changes were identified and `on_configuration_change` was set to `' ~ wanted ~ '` for `' ~ target_relation.render() ~ '`' -%}
    {%- if wanted == 'apply' -%}
        {%- do return(get_alter_materialized_view_as_sql(
            target_relation, changes, sql, existing_relation, backup_relation, intermediate_relation)) -%}
    {%- elif wanted == 'continue' -%}
        {%- do exceptions.warn(told) -%}
        {%- do return('') -%}
    {%- elif wanted == 'fail' -%}
        {%- do exceptions.raise_fail_fast_error(told) -%}
    {%- endif -%}
    {%- do exceptions.raise_compiler_error('`on_configuration_change` is one of `apply`, `continue` and `fail`, not `' ~ wanted ~ '`') -%}
{% endmacro %}

{% macro materialized_view_execute_no_op(target_relation) %}
    {%- do store_raw_result(name='main', message='skip ' ~ target_relation, code='skip', rows_affected='-1') -%}
{% endmacro %}

{% macro materialized_view_execute_build_sql(build_sql, existing_relation, target_relation, post_hooks) %}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- call statement('main') -%}
        {{ build_sql }}
    {%- endcall -%}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing_relation, full_refresh_mode=True)) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
{% endmacro %}
