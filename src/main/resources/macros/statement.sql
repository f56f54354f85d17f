{#- Runs the SQL of a call block, and keeps what it gives under a name. -#}
{% macro statement(name=none, fetch_result=false, auto_begin=true, language='sql') -%}
  {%- if execute -%}
    {%- set code = caller() -%}
    {%- if name == 'main' -%}
      {%- do write(code) -%}
    {%- endif -%}
    {%- set answer = adapter.execute(code, auto_begin=auto_begin, fetch=fetch_result) -%}
    {%- if name is not none -%}
      {%- do store_result(name, response=answer[0], agate_table=answer[1]) -%}
    {%- endif -%}
  {%- endif -%}
{%- endmacro %}

{#- A statement that was not run, for what has to have one. -#}
{% macro noop_statement(name=none, message=none, code=none, rows_affected=none, res=none) -%}
  {%- if name == 'main' and caller -%}
    {%- do write(caller()) -%}
  {%- endif -%}
  {%- if name is not none -%}
    {%- do store_raw_result(name, message=message, code=code, rows_affected=rows_affected, agate_table=res) -%}
  {%- endif -%}
{%- endmacro %}

{#- The rows of a query. -#}
{% macro run_query(sql) -%}
  {%- call statement('run_query_statement', fetch_result=true, auto_begin=false) %}
    {{ sql }}
  {% endcall -%}
  {#- While the project is read there is no result, and so the rows are undefined, as in dbt. -#}
  {%- do return(load_result('run_query_statement').table) -%}
{%- endmacro %}
