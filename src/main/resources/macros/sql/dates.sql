{#- Dates and times, the same call for every database. -#}
{% macro dateadd(datepart, interval, from_date_or_timestamp) %}
    {{- return(adapter.dispatch('dateadd', 'dbt')(datepart, interval, from_date_or_timestamp)) -}}
{% endmacro %}

{% macro default__dateadd(datepart, interval, from_date_or_timestamp) %}

    dateadd(
        {{ [datepart, interval, from_date_or_timestamp] | join(',\n        ') }}
        )

{% endmacro %}

{% macro datediff(first_date, second_date, datepart) %}
    {{- return(adapter.dispatch('datediff', 'dbt')(first_date, second_date, datepart)) -}}
{% endmacro %}

{% macro default__datediff(first_date, second_date, datepart) -%}
    datediff(
        {{ [datepart, first_date, second_date] | join(',\n        ') }}
        )
{%- endmacro %}

{% macro date_trunc(datepart, date) %}
    {{- return(adapter.dispatch('date_trunc', 'dbt')(datepart, date)) -}}
{% endmacro %}

{% macro default__date_trunc(datepart, date) -%}
    date_trunc('{{ datepart }}', {{ date }})
{%- endmacro %}

{% macro last_day(date, datepart) %}
    {{- return(adapter.dispatch('last_day', 'dbt')(date, datepart)) -}}
{% endmacro %}

{% macro default__last_day(date, datepart) %}
    {{- dbt.default_last_day(date, datepart) -}}
{% endmacro %}

{#- The day before the next period begins. -#}
{% macro default_last_day(date, datepart) %}
    {%- set beginning = dbt.date_trunc(datepart, date) -%}
    cast(
        {{ dbt.dateadd('day', '-1', dbt.dateadd(datepart, '1', beginning)) }}
        as date)
{%- endmacro %}

{% macro date(year, month, day) %}
    {{- return(adapter.dispatch('date', 'dbt')(year, month, day)) -}}
{% endmacro %}

{% macro default__date(year, month, day) -%}
    to_date('{{ '%04d-%02d-%02d' | format(year, month, day) }}', 'YYYY-MM-DD')
{%- endmacro %}

{% macro current_timestamp() %}
    {{- adapter.dispatch('current_timestamp', 'dbt')() -}}
{% endmacro %}

{% macro default__current_timestamp() %}
    {%- do exceptions.raise_not_implemented('current_timestamp macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro current_timestamp_backcompat() %}
    {{- return(adapter.dispatch('current_timestamp_backcompat', 'dbt')()) -}}
{% endmacro %}

{% macro default__current_timestamp_backcompat() %}
    current_timestamp::timestamp
{% endmacro %}

{% macro current_timestamp_in_utc_backcompat() %}
    {{- return(adapter.dispatch('current_timestamp_in_utc_backcompat', 'dbt')()) -}}
{% endmacro %}

{% macro default__current_timestamp_in_utc_backcompat() %}
    {{- return(adapter.dispatch('current_timestamp_backcompat', 'dbt')()) -}}
{% endmacro %}

{#- The moment at which a snapshot is taken. -#}
{% macro snapshot_get_time() %}
    {{- adapter.dispatch('snapshot_get_time', 'dbt')() -}}
{% endmacro %}

{% macro default__snapshot_get_time() %}
    {{ current_timestamp() }}
{% endmacro %}

{% macro snapshot_string_as_time(timestamp) %}
    {{- adapter.dispatch('snapshot_string_as_time', 'dbt')(timestamp) -}}
{% endmacro %}

{% macro default__snapshot_string_as_time(timestamp) %}
    {%- do exceptions.raise_not_implemented('snapshot_string_as_time macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}

{% macro get_snapshot_get_time_data_type() %}
    {%- set query = 'select ' ~ adapter.dispatch('snapshot_get_time', 'dbt')() ~ ' as dbt_snapshot_time' -%}
    {%- do return(get_column_schema_from_query(query)[0].dtype or none) -%}
{% endmacro %}
