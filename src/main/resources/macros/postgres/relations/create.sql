{#- Text that creates relations on PostgreSQL. -#}

{#- With an enforced contract the table is made of that first, then filled. -#}
{% macro postgres__create_table_as(temporary, relation, sql) %}
    {{- config.get('sql_header') or '' }}

  create {{ 'temporary' if temporary else 'unlogged' if config.get('unlogged', default=false) }} table {{ relation }}
  {{ '\n  ' }}
  {{- contract_head(sql, columns=not temporary) }}
  {%- if is_contracted() and not temporary %} ;
    insert into {{ relation }} (
      {{ adapter.dispatch('get_column_names', 'dbt')() }}
    )
  {% else %}
    as
  {% endif %}
  (
    {{ sql if temporary else contracted_query(sql) }}
  );
{%- endmacro %}

{% macro postgres__get_create_materialized_view_as_sql(relation, sql) %}
    create materialized view if not exists {{ relation }} as {{ sql }};

    {% for index in config.get('indexes', []) -%}
        {{ get_create_index_sql(relation, index) }}{{ ';' if not loop.last }}
    {%- endfor -%}
{% endmacro %}

{% macro postgres__get_replace_table_sql(relation, sql) %}
    {{- config.get('sql_header') or '' }}

    create or replace table {{ relation }}
        {{ '\n        ' }}{{ contract_head(sql) }}
    as (
        {{ contracted_query(sql) }}
    );
{%- endmacro %}

{% macro postgres__get_replace_view_sql(relation, sql) %}
    {{- config.get('sql_header') or '' }}

    create or replace view {{ relation }}
        {{ '\n        ' }}{{ contract_head(sql, columns=false) }}
    as (
        {{ sql }}
    );
{%- endmacro %}

{#- The name holds the time, so that the index of a table that is replaced is not in the way. -#}
{% macro postgres__get_create_index_sql(relation, index_dict) %}
    {%- set index = adapter.parse_index(index_dict) -%}
  create {{ 'unique' if index.unique }} index if not exists
  "{{ index.render(relation) }}"
  on {{ relation }} {{ 'using ' ~ index.type if index.type }}
  ({{ index.columns | join(', ') }})
{%- endmacro %}
