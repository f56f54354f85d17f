{#- Text that drops, renames and changes relations on PostgreSQL. -#}
{% macro postgres__drop_table(relation) -%}
    drop table if exists {{ relation }} cascade
{%- endmacro %}

{% macro postgres__drop_view(relation) -%}
    drop view if exists {{ relation }} cascade
{%- endmacro %}

{% macro postgres__drop_materialized_view(relation) -%}
    drop materialized view if exists {{ relation }} cascade
{%- endmacro %}

{% macro postgres__get_rename_table_sql(relation, new_name) %}
    alter table {{ relation }} rename to {{ new_name }}
{% endmacro %}

{% macro postgres__get_rename_view_sql(relation, new_name) %}
    alter view {{ relation }} rename to {{ new_name }}
{% endmacro %}

{% macro postgres__get_rename_materialized_view_sql(relation, new_name) %}
    alter materialized view {{ relation }} rename to {{ new_name }}
{% endmacro %}

{% macro postgres__refresh_materialized_view(relation) %}
    refresh materialized view {{ relation }}
{% endmacro %}

{% macro postgres__get_drop_index_sql(relation, index_name) -%}
    drop index if exists "{{ relation.schema }}"."{{ index_name }}"
{%- endmacro %}

{% macro postgres__get_show_indexes_sql(relation) %}
    select
        i.relname                                   as name,
        m.amname                                    as method,
        ix.indisunique                              as "unique",
        array_to_string(array_agg(a.attname order by array_position(ix.indkey::int[], a.attnum::int)), ',') as column_names
    from pg_index ix
    join pg_class i on i.oid = ix.indexrelid
    join pg_am m on m.oid = i.relam
    join pg_class t on t.oid = ix.indrelid
    join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = t.oid and a.attnum = any(ix.indkey)
    where t.relname = '{{ relation.identifier }}'
      and n.nspname = '{{ relation.schema }}'
      and t.relkind in ('r', 'm')
    group by 1, 2, 3
    order by 1, 2, 3
{% endmacro %}

{#- A materialized view's query is not compared, only its indexes. -#}
{% macro postgres__describe_materialized_view(relation) %}
    {%- do return({'indexes': run_query(get_show_indexes_sql(relation))}) -%}
{% endmacro %}

{#- An index is known by its columns, whatever their order, its method and whether it is unique: those that
    are not wanted any more go, those that are missing come. Nothing where all are there. -#}
{% macro postgres__get_materialized_view_configuration_changes(existing_relation, new_config) %}
    {%- set there = {} -%}
    {%- for row in postgres__describe_materialized_view(existing_relation).indexes -%}
        {%- do there.update({(row['column_names'].split(',') | sort | join(','), row['method'], row['unique']): row['name']}) -%}
    {%- endfor -%}
    {%- set wanted = {} -%}
    {%- for index in new_config.get('indexes', []) -%}
        {%- set parsed = adapter.parse_index(index) -%}
        {%- do wanted.update({(parsed.columns | map('lower') | sort | join(','), (parsed.type or 'btree') | lower, parsed.unique): index}) -%}
    {%- endfor -%}
    {%- set changes = [] -%}
    {%- for key, name in there.items() if key not in wanted -%}
        {%- do changes.append({'action': 'drop', 'context': {'name': name}}) -%}
    {%- endfor -%}
    {%- for key, index in wanted.items() if key not in there -%}
        {%- do changes.append({'action': 'create', 'context': {'as_node_config': index}}) -%}
    {%- endfor -%}
    {%- do return({'indexes': changes, 'requires_full_refresh': false} if changes else none) -%}
{% endmacro %}

{% macro postgres__get_alter_materialized_view_as_sql(relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) %}
    {%- if configuration_changes.requires_full_refresh -%}
        {{- get_replace_sql(existing_relation, relation, sql) -}}
    {%- else -%}
        {{- postgres__update_indexes_on_materialized_view(relation, configuration_changes.indexes) -}}
    {%- endif -%}
{% endmacro %}

{% macro postgres__update_indexes_on_materialized_view(relation, index_changes) %}
    {%- do log('Applying UPDATE INDEXES to: ' ~ relation) -%}
    {%- for change in index_changes -%}
        {%- if change.action == 'drop' -%}
            {{ postgres__get_drop_index_sql(relation, change.context.name) }}
        {%- elif change.action == 'create' -%}
            {{ postgres__get_create_index_sql(relation, change.context.as_node_config) }}
        {%- endif -%}
        {{ ';' if not loop.last }}
    {% endfor -%}
{% endmacro %}

{#- PostgreSQL cuts names at 63 bytes, which would make two names one; so the relation's own part is cut. -#}
{% macro postgres__make_relation_with_suffix(base_relation, suffix, dstring) %}
    {%- if dstring -%}
        {%- set suffix = suffix ~ run_started_at.strftime('%H%M%S%f') -%}
    {%- endif -%}
    {%- set room = base_relation.relation_max_name_length() - suffix | length -%}
    {%- if room < 0 -%}
        {%- do exceptions.raise_compiler_error('Relation suffix is too long (' ~ suffix | length ~ ' characters). Maximum length is ' ~ base_relation.relation_max_name_length() ~ ' characters.') -%}
    {%- endif -%}
    {%- do return(base_relation.incorporate(path={'identifier': base_relation.identifier[:room] ~ suffix})) -%}
{% endmacro %}

{% macro postgres__make_intermediate_relation(base_relation, suffix) %}
    {%- do return(postgres__make_relation_with_suffix(base_relation, suffix, dstring=False)) -%}
{% endmacro %}

{#- A temporary table is in no schema that could be named. -#}
{% macro postgres__make_temp_relation(base_relation, suffix) %}
    {%- set named = postgres__make_relation_with_suffix(base_relation, suffix, dstring=True) -%}
    {%- do return(named.incorporate(path={'schema': none, 'database': none})) -%}
{% endmacro %}

{% macro postgres__make_backup_relation(base_relation, backup_relation_type, suffix) %}
    {%- do return(postgres__make_relation_with_suffix(base_relation, suffix, dstring=False).incorporate(type=backup_relation_type)) -%}
{% endmacro %}

{#- What was granted on the old relation is not on the new one. -#}
{% macro postgres__copy_grants() %}
    {%- do return(False) -%}
{% endmacro %}

{#- The information schema knows no materialized views. -#}
{% macro postgres__get_show_grant_sql(relation) %}
  {%- if relation.is_materialized_view -%}
  select pg_get_userbyid(grantee)::text as grantee, privilege_type
  from pg_catalog.pg_class, aclexplode(relacl)
      where oid = '{{ relation.include(database=False) }}'::regclass
        and grantor = current_role::regrole
        and grantee not in (0, current_role::regrole)
  {%- else -%}
  select grantee, privilege_type
  from {{ relation.information_schema('role_table_grants') }}
      where grantor = current_role
        and grantee != current_role
        and table_schema = '{{ relation.schema }}'
        and table_name = '{{ relation.identifier }}'
  {%- endif -%}
{% endmacro %}

{#- A text may hold anything but the mark that we put around it. -#}
{% macro postgres_escape_comment(comment) -%}
    {%- set mark = '$dbt_comment_literal_block$' -%}
    {%- if comment is not string -%}
        {%- do exceptions.raise_compiler_error('cannot escape a non-string: ' ~ comment) -%}
    {%- elif mark in comment -%}
        {%- do exceptions.raise_compiler_error('The string ' ~ mark ~ ' is not allowed in comments.') -%}
    {%- endif -%}
    {{ mark }}{{ comment }}{{ mark }}
{%- endmacro %}

{% macro postgres__alter_relation_comment(relation, comment) %}
  {# PostgreSQL writes the kinds of relations in two words -#}
  {{ '' }}
  comment on {{ relation.type | replace('_', ' ') }} {{ relation }} is {{ postgres_escape_comment(comment) }};
{% endmacro %}

{% macro postgres__alter_column_comment(relation, column_dict) %}
  {% set there = adapter.get_columns_in_relation(relation) | map(attribute='name') | list %}
  {% for name, column in column_dict.items() if name in there %}
    {% set comment = postgres_escape_comment(column['description']) %}
    {% set shown = adapter.quote(name) if column['quote'] else name %}
    comment on column {{ relation }}.{{ shown }} is {{ comment }};
  {% endfor %}
{% endmacro %}
