{% macro postgres__create_schema(relation) %}
    {%- if relation.database -%}
        {%- do adapter.verify_database(relation.database) -%}
    {%- endif -%}
    {%- call statement('create_schema') -%}
        create schema if not exists {{ relation.without_identifier().include(database=False) }}
    {%- endcall %}
{% endmacro %}

{% macro postgres__drop_schema(relation) %}
    {%- if relation.database -%}
        {%- do adapter.verify_database(relation.database) -%}
    {%- endif -%}
    {%- call statement('drop_schema') -%}
        drop schema if exists {{ relation.without_identifier().include(database=False) }} cascade
    {%- endcall %}
{% endmacro %}

{% macro postgres__get_columns_in_relation(relation) %}
    {%- call statement('get_columns_in_relation', fetch_result=True) %}
      select
          {{ ['column_name', 'data_type', 'character_maximum_length', 'numeric_precision', 'numeric_scale'] | join(',\n          ') }}

      from {{ relation.information_schema('columns') }}
      where table_name = '{{ relation.identifier }}'
        {% if relation.schema %}
        and table_schema = '{{ relation.schema }}'
        {% endif %}
      order by ordinal_position

  {% endcall -%}
    {%- do return(sql_convert_columns_in_relation(load_result('get_columns_in_relation').table) if execute else []) -%}
{% endmacro %}

{% macro postgres__information_schema_name(database) -%}
    information_schema
{%- endmacro %}

{% macro postgres__list_schemas(database) %}
    {%- if database -%}
        {%- do adapter.verify_database(database) -%}
    {%- endif -%}
    {%- call statement('list_schemas', fetch_result=True, auto_begin=False) %}
    select distinct nspname from pg_namespace
  {% endcall -%}
    {%- do return(load_result('list_schemas').table if execute) -%}
{% endmacro %}

{% macro postgres__check_schema_exists(information_schema, schema) %}
    {%- call statement('check_schema_exists', fetch_result=True, auto_begin=False) %}
    select count(*) from pg_namespace where nspname = '{{ schema }}'
  {% endcall -%}
    {%- do return(load_result('check_schema_exists').table if execute) -%}
{% endmacro %}

{% macro postgres__list_relations_without_caching(schema_relation) %}
    {%- set kinds = {'table': ('pg_tables', 'tablename'), 'view': ('pg_views', 'viewname'), 'materialized_view': ('pg_matviews', 'matviewname')} -%}
    {%- call statement('list_relations_without_caching', fetch_result=True) -%}
    {% for kind, listed in kinds.items() %}
    select
      '{{ schema_relation.database }}' as database,
      {{ listed[1] }} as name,
      schemaname as schema,
      '{{ kind }}' as type
    from {{ listed[0] }}
    where schemaname ilike '{{ schema_relation.schema }}'
    {{ 'union all' if not loop.last }}
    {% endfor %}
    {%- endcall -%}
    {%- do return(load_result('list_relations_without_caching').table if execute) -%}
{% endmacro %}

{#- Which relation reads which: a view's rule depends on what the view reads. -#}
{% macro postgres__get_relations() %}
    {%- call statement('relations', fetch_result=True) -%}
    select distinct
        reader_schema.nspname as dependent_schema,
        reader.relname as dependent_name,
        read_schema.nspname as referenced_schema,
        read.relname as referenced_name
    from pg_rewrite rule
    join pg_class reader on reader.oid = rule.ev_class
    join pg_namespace reader_schema on reader_schema.oid = reader.relnamespace
    join pg_depend depends on depends.classid = 'pg_rewrite'::regclass
        and depends.objid = rule.oid
        and depends.refclassid = 'pg_class'::regclass
        and depends.refobjid <> rule.ev_class
    join pg_class read on read.oid = depends.refobjid
    join pg_namespace read_schema on read_schema.oid = read.relnamespace
    where read_schema.nspname <> 'information_schema'
      and read_schema.nspname not like 'pg\_%'
    order by dependent_schema, dependent_name, referenced_schema, referenced_name
    {%- endcall -%}
    {%- do return(load_result('relations').table if execute) -%}
{% endmacro %}

{#- Its name of old. -#}
{% macro postgres_get_relations() %}
    {%- do return(postgres__get_relations()) -%}
{% endmacro %}

{% macro postgres__get_catalog(information_schema, schemas) %}
    {%- set relations = [] -%}
    {%- for name in schemas -%}
        {%- do relations.append({'schema': name}) -%}
    {%- endfor -%}
    {%- do return(postgres__get_catalog_relations(information_schema, relations)) -%}
{% endmacro %}

{% macro postgres__get_catalog_relations(information_schema, relations) %}
    {%- call statement('catalog', fetch_result=True) -%}
    select
        '{{ information_schema.database }}' as table_database,
        sch.nspname as table_schema,
        tbl.relname as table_name,
        case tbl.relkind when 'v' then 'VIEW' when 'm' then 'MATERIALIZED VIEW' else 'BASE TABLE' end as table_type,
        obj_description(tbl.oid, 'pg_class') as table_comment,
        col.attname as column_name,
        col.attnum as column_index,
        pg_catalog.format_type(col.atttypid, col.atttypmod) as column_type,
        col_description(tbl.oid, col.attnum) as column_comment,
        pg_get_userbyid(tbl.relowner) as table_owner
    from pg_catalog.pg_namespace sch
    join pg_catalog.pg_class tbl on tbl.relnamespace = sch.oid
    join pg_catalog.pg_attribute col on col.attrelid = tbl.oid
    where tbl.relkind in ('r', 'p', 'f', 'v', 'm')
      and tbl.relpersistence in ('p', 'u')
      and not pg_is_other_temp_schema(sch.oid)
      and col.attnum > 0
      and not col.attisdropped
      and (
      {%- for relation in relations %}
        (upper(sch.nspname) = upper('{{ relation.schema }}')
        {%- if relation.identifier %} and upper(tbl.relname) = upper('{{ relation.identifier }}'){% endif %})
        {{ 'or' if not loop.last }}
      {%- endfor %}
      )
    order by sch.nspname, tbl.relname, col.attnum
    {%- endcall -%}
    {%- do return(load_result('catalog').table if execute) -%}
{% endmacro %}
