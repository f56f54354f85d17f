{#- An increment's columns beside its table's. -#}
{% macro get_quoted_csv(column_names) %}
    {%- set quoted = [] -%}
    {%- for name in column_names -%}
        {%- do quoted.append(adapter.quote(name)) -%}
    {%- endfor -%}
    {%- do return(quoted | join(', ')) -%}
{% endmacro %}

{#- Those of the first list whose names the second one has not. -#}
{% macro diff_columns(source_columns, target_columns) %}
    {%- set known = target_columns | map(attribute='column') | list -%}
    {%- do return(source_columns | rejectattr('name', 'in', known) | list) -%}
{% endmacro %}

{% macro diff_column_data_types(source_columns, target_columns) %}
    {%- do return(adapter.dispatch('diff_column_data_types', 'dbt')(source_columns, target_columns)) -%}
{% endmacro %}

{#- A text that is only shorter than the table's needs no change. -#}
{% macro default__diff_column_data_types(source_columns, target_columns) %}
    {%- set changes = [] -%}
    {%- for new in source_columns -%}
        {%- for old in target_columns if old.name == new.name -%}
            {%- if loop.first and new.expanded_data_type != old.expanded_data_type and not new.can_expand_to(other_column=old) -%}
                {%- do changes.append({'column_name': old.name, 'new_type': new.expanded_data_type}) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do return(changes) -%}
{% endmacro %}

{% macro get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}
    {%- do return(adapter.dispatch('get_merge_update_columns', 'dbt')(merge_update_columns, merge_exclude_columns, dest_columns)) -%}
{% endmacro %}

{% macro default__get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}
    {%- if merge_update_columns and merge_exclude_columns -%}
        {%- do exceptions.raise_compiler_error('Model cannot specify merge_update_columns and merge_exclude_columns. Please update model to use only one config') -%}
    {%- elif merge_update_columns -%}
        {%- do return(merge_update_columns) -%}
    {%- endif -%}
    {%- set left_out = (merge_exclude_columns or []) | map('lower') | list -%}
    {%- set updated = [] -%}
    {%- for column in dest_columns if column.column | lower not in left_out -%}
        {%- do updated.append(column.quoted) -%}
    {%- endfor -%}
    {%- do return(updated) -%}
{% endmacro %}

{% macro incremental_validate_on_schema_change(on_schema_change, default='ignore') %}
    {%- if on_schema_change in ('ignore', 'fail', 'append_new_columns', 'sync_all_columns') -%}
        {%- do return(on_schema_change) -%}
    {%- endif -%}
    {%- do log('Invalid value for on_schema_change (' ~ on_schema_change ~ ') specified. Setting default value of ' ~ default ~ '.') -%}
    {%- do return(default) -%}
{% endmacro %}

{% macro check_for_schema_changes(source_relation, target_relation) %}
    {%- do return(adapter.dispatch('check_for_schema_changes', 'dbt')(source_relation, target_relation)) -%}
{% endmacro %}

{% macro default__check_for_schema_changes(source_relation, target_relation) %}
    {%- set new = adapter.get_columns_in_relation(source_relation) -%}
    {%- set old = adapter.get_columns_in_relation(target_relation) -%}
    {%- set changes = {
        'schema_changed': false,
        'source_not_in_target': diff_columns(new, old),
        'target_not_in_source': diff_columns(old, new),
        'source_columns': new,
        'target_columns': old,
        'new_target_types': diff_column_data_types(new, old)
    } -%}
    {%- do changes.update({'schema_changed': (changes['source_not_in_target'] or changes['target_not_in_source'] or changes['new_target_types']) != []}) -%}
    {%- do log('Columns of ' ~ target_relation ~ ': changed ' ~ changes['schema_changed'] ~ ', new ' ~ changes['source_not_in_target'] ~ ', gone ' ~ changes['target_not_in_source'] ~ ', of other types ' ~ changes['new_target_types']) -%}
    {%- do return(changes) -%}
{% endmacro %}

{% macro sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
    {%- do return(adapter.dispatch('sync_column_schemas', 'dbt')(on_schema_change, target_relation, schema_changes_dict)) -%}
{% endmacro %}

{% macro default__sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
    {%- set all = on_schema_change == 'sync_all_columns' -%}
    {%- set new = schema_changes_dict['source_not_in_target'] -%}
    {%- set gone = schema_changes_dict['target_not_in_source'] if all else [] -%}
    {%- if (new or gone) and (all or on_schema_change == 'append_new_columns') -%}
        {%- do alter_relation_add_remove_columns(target_relation, new, gone if all else none) -%}
    {%- endif -%}
    {%- for change in schema_changes_dict['new_target_types'] if all -%}
        {%- do alter_column_type(target_relation, change['column_name'], change['new_type']) -%}
    {%- endfor -%}
    {%- do log('Columns of ' ~ target_relation ~ ' by ' ~ on_schema_change ~ ': added ' ~ new ~ ', removed ' ~ gone) -%}
{% endmacro %}

{% macro process_schema_changes(on_schema_change, source_relation, target_relation) %}
    {%- do return(adapter.dispatch('process_schema_changes', 'dbt')(on_schema_change, source_relation, target_relation)) -%}
{% endmacro %}

{#- The columns that the increment brings; nothing where they are not to be looked at. -#}
{% macro default__process_schema_changes(on_schema_change, source_relation, target_relation) %}
    {%- if on_schema_change == 'ignore' -%}
        {%- do return({}) -%}
    {%- endif -%}
    {%- set changes = check_for_schema_changes(source_relation, target_relation) -%}
    {%- if changes['schema_changed'] and on_schema_change == 'fail' -%}
        {%- do exceptions.raise_compiler_error(
            'The source and target schemas on this incremental model are out of sync! They can be reconciled: set on_schema_change to append_new_columns or sync_all_columns, run with --full-refresh, or change the table by hand.'
            ~ ' Source columns not in target: ' ~ changes['source_not_in_target']
            ~ ' Target columns not in source: ' ~ changes['target_not_in_source']
            ~ ' New column types: ' ~ changes['new_target_types']) -%}
    {%- elif changes['schema_changed'] -%}
        {%- do sync_column_schemas(on_schema_change, target_relation, changes) -%}
    {%- endif -%}
    {%- do return(changes['source_columns']) -%}
{% endmacro %}
