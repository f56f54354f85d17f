{#- Methods of the adapter that are written as macros: adapter.NAME(…) is adapter__NAME(…). -#}

{#- Rows of (grantee, privilege) as the config `grants` has them. -#}
{% macro adapter__standardize_grants_dict(grants_table) %}
    {%- set grants = {} -%}
    {%- for row in grants_table or [] -%}
        {%- do grants.setdefault(row['privilege_type'], []).append(row['grantee']) -%}
    {%- endfor -%}
    {%- do return(grants) -%}
{% endmacro %}

{#- Columns with their types and constraints, as a table's definition has them. -#}
{% macro adapter__render_raw_columns_constraints(raw_columns) %}
    {%- set texts = [] -%}
    {%- for column in raw_columns.values() -%}
        {%- set parts = [adapter.quote(column['name']) if column.get('quote') else column['name'], column.get('data_type')] -%}
        {%- for constraint in column.get('constraints') or [] -%}
            {%- do parts.append(column_constraint(constraint) | trim) -%}
        {%- endfor -%}
        {%- do texts.append(parts | select | join(' ')) -%}
    {%- endfor -%}
    {%- do return(texts) -%}
{% endmacro %}

{% macro adapter__render_raw_model_constraints(raw_constraints) %}
    {%- set texts = [] -%}
    {%- for constraint in raw_constraints or [] -%}
        {%- do texts.append(table_constraint(constraint) | trim) -%}
    {%- endfor -%}
    {%- do return(texts | select | list) -%}
{% endmacro %}

{#- What a snapshot does with rows that are gone. -#}
{% macro adapter__get_hard_deletes_behavior(config) %}
    {%- set old = config.get('invalidate_hard_deletes') -%}
    {%- set new = config.get('hard_deletes') -%}
    {%- if old is not none and new is not none -%}
        {%- do exceptions.raise_compiler_error('You cannot set both the invalidate_hard_deletes and hard_deletes config properties on the same snapshot.') -%}
    {%- elif new and new not in ('ignore', 'invalidate', 'new_record') -%}
        {%- do exceptions.raise_compiler_error('Invalid setting for property hard_deletes: ' ~ new ~ '. There are ignore, invalidate and new_record.') -%}
    {%- endif -%}
    {%- do return(new or ('invalidate' if old else 'ignore')) -%}
{% endmacro %}

{#- A table that holds no snapshot must not become one. -#}
{% macro adapter__valid_snapshot_target(relation, column_names=none) %}
    {%- do adapter__assert_valid_snapshot_target_given_strategy(relation, column_names, {}) -%}
{% endmacro %}

{% macro adapter__assert_valid_snapshot_target_given_strategy(relation, column_names, strategy) %}
    {%- set wanted = ['dbt_scd_id', 'dbt_valid_from', 'dbt_valid_to'] -%}
    {%- if strategy.hard_deletes == 'new_record' -%}
        {%- do wanted.append('dbt_is_deleted') -%}
    {%- endif -%}
    {%- set there = adapter.get_columns_in_relation(relation) | map(attribute='name') | map('lower') | list -%}
    {%- set missing = [] -%}
    {%- for name in wanted -%}
        {%- set called = (column_names or {}).get(name) or name -%}
        {%- if called | lower not in there -%}
            {%- do missing.append(called) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if missing -%}
        {%- do exceptions.raise_compiler_error('Snapshot target is missing configured columns (missing ' ~ missing | join(', ') ~ '). See https://docs.getdbt.com/docs/build/snapshots#snapshot-meta-fields') -%}
    {%- endif -%}
{% endmacro %}

{% macro adapter__get_pseudocolumns_for_relation(relation) %}
    {%- do return([]) -%}
{% endmacro %}
