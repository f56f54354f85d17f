{#- How a snapshot tells that a row has changed. -#}

{#- The macro of a strategy's name, also of one that a package has: package.name. -#}
{% macro strategy_dispatch(name) %}
    {%- set package = name.split('.')[0] if '.' in name else none -%}
    {%- set short = name.split('.', 1)[1] if package else name -%}
    {%- if package and package not in context -%}
        {%- do exceptions.raise_compiler_error("Could not find package '" ~ package ~ "', called with '" ~ name ~ "'") -%}
    {%- endif -%}
    {%- set place = context[package] if package else context -%}
    {%- set macro_name = 'snapshot_' ~ short ~ '_strategy' -%}
    {%- if macro_name not in place -%}
        {%- do exceptions.raise_compiler_error("The specified strategy macro '" ~ short ~ "' was not found in package '" ~ package ~ "'") -%}
    {%- endif -%}
    {%- do return(place[macro_name]) -%}
{% endmacro %}

{% macro snapshot_hash_arguments(args) %}
    {{- adapter.dispatch('snapshot_hash_arguments', 'dbt')(args) -}}
{% endmacro %}

{% macro default__snapshot_hash_arguments(args) -%}
    md5(
    {%- for arg in args -%}
        coalesce(cast({{ arg }} as varchar ), '')
        {{ " || '|' || " if not loop.last }}
    {%- endfor -%}
    )
{%- endmacro %}

{#- What all strategies tell of themselves. -#}
{% macro snapshot_strategy_of(unique_key, updated_at, row_changed) %}
    {%- set hard_deletes = adapter.get_hard_deletes_behavior(config) -%}
    {%- do return({
        'unique_key': unique_key,
        'updated_at': updated_at,
        'row_changed': row_changed,
        'scd_id': snapshot_hash_arguments(api.Relation.scd_args(unique_key, updated_at)),
        'invalidate_hard_deletes': hard_deletes == 'invalidate',
        'hard_deletes': hard_deletes
    }) -%}
{% endmacro %}

{#- The snapshot's own column is compared: with another strategy before, it may have no other. -#}
{% macro snapshot_timestamp_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
    {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
    {%- set updated_at = config.get('updated_at') -%}
    {%- do return(snapshot_strategy_of(
        config.get('unique_key'), updated_at,
        '(' ~ snapshotted_rel ~ '.' ~ columns.dbt_valid_from ~ ' < ' ~ current_rel ~ '.' ~ updated_at ~ ')')) -%}
{% endmacro %}

{% macro snapshot_check_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
    {%- set found = snapshot_check_all_get_existing_columns(node, target_exists, config.get('check_cols')) -%}
    {%- set differences = [] -%}
    {%- for column in found[1] -%}
        {%- set old = snapshotted_rel ~ '.' ~ column -%}
        {%- set new = current_rel ~ '.' ~ column -%}
        {%- do differences.append(
            old ~ ' != ' ~ new ~ '\n        or\n        (\n            ((' ~ old ~ ' is null) and not (' ~ new ~ ' is null))\n            or\n            ((not ' ~ old ~ ' is null) and (' ~ new ~ ' is null))\n        )') -%}
    {%- endfor -%}
    {%- set changed = get_true_sql() if found[0] else differences | join(' or ') -%}
    {%- do return(snapshot_strategy_of(
        config.get('unique_key'), config.get('updated_at') or snapshot_get_time(), '(' ~ changed ~ ')')) -%}
{% endmacro %}

{#- Whether the query has a column that is new, and those of its columns that are compared. -#}
{% macro snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) %}
    {%- if not target_exists -%}
        {%- do return((false, [])) -%}
    {%- elif check_cols_config == 'all' -%}
        {%- set compared = get_columns_in_query(node['compiled_code']) -%}
    {%- elif check_cols_config is iterable and check_cols_config is not string and check_cols_config -%}
        {%- set compared = get_columns_in_query('select ' ~ check_cols_config | join(', ') ~ ' from (\n                ' ~ node['compiled_code'] ~ '\n            ) subq') -%}
    {%- else -%}
        {%- do exceptions.raise_compiler_error("Invalid value for 'check_cols': " ~ check_cols_config) -%}
    {%- endif -%}
    {%- set table = adapter.get_relation(database=node.database, schema=node.schema, identifier=node.alias) -%}
    {%- set there = adapter.get_columns_in_relation(table) | map(attribute='name') | list -%}
    {%- set known = [] -%}
    {%- for name in compared if name in there -%}
        {%- do known.append(adapter.quote(name)) -%}
    {%- endfor -%}
    {%- do return((known | length < compared | length, known)) -%}
{% endmacro %}
