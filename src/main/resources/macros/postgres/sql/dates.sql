{% macro postgres__current_timestamp() -%}
    now()
{%- endmacro %}

{% macro postgres__snapshot_get_time() -%}
    {{ current_timestamp() }}::timestamp without time zone
{%- endmacro %}

{% macro postgres__snapshot_string_as_time(timestamp) %}
    {%- do return("'" ~ timestamp ~ "'::timestamp without time zone") -%}
{% endmacro %}

{% macro postgres__current_timestamp_backcompat() %}
    current_timestamp::{{ type_timestamp() }}
{% endmacro %}

{% macro postgres__current_timestamp_in_utc_backcompat() %}
    (current_timestamp at time zone 'utc')::{{ type_timestamp() }}
{% endmacro %}

{% macro postgres__dateadd(datepart, interval, from_date_or_timestamp) %}

    {{ from_date_or_timestamp }} + ((interval '1 {{ datepart }}') * ({{ interval }}))

{% endmacro %}

{#- There is no `interval '1 quarter'`. -#}
{% macro postgres__last_day(date, datepart) %}
    {%- if datepart != 'quarter' -%}
        {{- dbt.default_last_day(date, datepart) -}}
    {%- else -%}
    -- postgres dateadd does not support quarter interval.
    cast(
        {{ dbt.dateadd('day', '-1', dbt.dateadd('month', '3', dbt.date_trunc(datepart, date))) }}
        as date)
    {%- endif -%}
{% endmacro %}

{#- Boundaries crossed, not time gone by. Each part builds on a greater one: hours are days times 24 and
    what the clock shows more. -#}
{% macro postgres__datediff(first_date, second_date, datepart) %}
    {%- set builds_on = {
        'year': none, 'quarter': ('year', 4), 'month': ('year', 12),
        'hour': ('day', 24), 'minute': ('hour', 60), 'second': ('minute', 60),
        'millisecond': ('minute', 60000), 'microsecond': ('minute', 60000000)
    } -%}
    {%- if datepart == 'day' %}
        (({{ second_date }})::date - ({{ first_date }})::date)
    {% elif datepart == 'week' %}
        ({{ datediff(first_date, second_date, 'day') }} / 7 + case
            when date_part('dow', ({{ first_date }})::timestamp) <= date_part('dow', ({{ second_date }})::timestamp) then
                case when {{ first_date }} <= {{ second_date }} then 0 else -1 end
            else
                case when {{ first_date }} <= {{ second_date }} then 1 else 0 end
        end)
    {% elif datepart in builds_on -%}
        {%- set greater = builds_on[datepart] -%}
        {%- set type = 'date' if datepart in ('year', 'quarter', 'month') else 'timestamp' -%}
        {%- set part = "floor(date_part('%s', (%s)::%s))" if 'second' in datepart else "date_part('%s', (%s)::%s)" -%}
        {{ '\n        (' }}
        {%- if greater -%}
            {{ datediff(first_date, second_date, greater[0]) }} * {{ greater[1] }} + {# -#}
        {%- endif -%}
        {{ part | format(datepart, second_date, type) }} - {{ part | format(datepart, first_date, type) }})
    {% else -%}
        {%- do exceptions.raise_compiler_error('Unsupported datepart for macro datediff in postgres: ' ~ datepart ~ '. There are day, week, ' ~ builds_on | join(', ')) -%}
    {%- endif -%}
{% endmacro %}
