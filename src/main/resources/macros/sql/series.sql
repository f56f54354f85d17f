{#- Rows out of nothing: numbers and periods. -#}
{% macro get_powers_of_two(upper_bound) %}
    {{- return(adapter.dispatch('get_powers_of_two', 'dbt')(upper_bound)) -}}
{% endmacro %}

{#- How many binary digits are needed to count up to a number. -#}
{% macro default__get_powers_of_two(upper_bound) %}
    {%- if upper_bound <= 0 -%}
        {%- do exceptions.raise_compiler_error('upper bound must be positive') -%}
    {%- endif -%}
    {%- for exponent in range(1, 100) if upper_bound <= 2 ** exponent -%}
        {%- do return(exponent) -%}
    {%- endfor -%}
{% endmacro %}

{% macro generate_series(upper_bound) %}
    {{- return(adapter.dispatch('generate_series', 'dbt')(upper_bound)) -}}
{% endmacro %}

{% macro default__generate_series(upper_bound) %}

    {% set digits = range(dbt.get_powers_of_two(upper_bound)) %}

    with p as (
        select 0 as generated_number union all select 1
    ), unioned as (

    select

    {% for digit in digits %}
    p{{ digit }}.generated_number * power(2, {{ digit }})
    {{ ' + ' if not loop.last }}
    {% endfor %}
    + 1
    as generated_number

    from

    {% for digit in digits %}
    p as p{{ digit }}
    {{ ' cross join ' if not loop.last }}
    {% endfor %}

    )

    select *
    from unioned
    where generated_number <= {{ upper_bound }}
    order by generated_number

{% endmacro %}

{% macro get_intervals_between(start_date, end_date, datepart) %}
    {{- return(adapter.dispatch('get_intervals_between', 'dbt')(start_date, end_date, datepart)) -}}
{% endmacro %}

{#- Asks the database; one while the project is only read. -#}
{% macro default__get_intervals_between(start_date, end_date, datepart) %}
    {%- call statement('get_intervals_between', fetch_result=True) %}

        select {{ dbt.datediff(start_date, end_date, datepart) }}

    {%- endcall -%}
    {%- set answer = load_result('get_intervals_between') -%}
    {%- do return(answer['data'][0][0] if answer and answer['data'] else 1) -%}
{% endmacro %}

{% macro date_spine(datepart, start_date, end_date) %}
    {{- return(adapter.dispatch('date_spine', 'dbt')(datepart, start_date, end_date)) -}}
{% endmacro %}

{% macro default__date_spine(datepart, start_date, end_date) %}
    {%- set column = 'date_' ~ datepart %}


    {# the number of rows is asked for here, before the text begins -#}
    {%- set count = dbt.get_intervals_between(start_date, end_date, datepart) %}


    with rawdata as (

        {{ dbt.generate_series(count) }}

    ),

    all_periods as (

        select (
            {{ dbt.dateadd(datepart, 'row_number() over (order by 1) - 1', start_date) }}
        ) as {{ column }}
        from rawdata

    ),

    filtered as (

        select *
        from all_periods
        where {{ column }} <= {{ end_date }}

    )

    select * from filtered

{% endmacro %}

{#- Days, as texts, between two days that are given as texts. -#}
{% macro convert_datetime(date_str, date_fmt) %}
    {%- set complaint = "The provided partition date '" ~ date_str ~ "' does not match the expected format '" ~ date_fmt ~ "'" -%}
    {%- do return(try_or_compiler_error(complaint, modules.datetime.datetime.strptime, date_str.strip(), date_fmt)) -%}
{% endmacro %}

{% macro dates_in_range(start_date_str, end_date_str=none, in_fmt='%Y%m%d', out_fmt='%Y%m%d') %}
    {%- set first = convert_datetime(start_date_str, in_fmt) -%}
    {%- set last = first if end_date_str is none else convert_datetime(end_date_str, in_fmt) -%}
    {%- if last < first -%}
        {%- do exceptions.raise_compiler_error('Partition start date is after the end date (' ~ first ~ ', ' ~ last ~ ')', model) -%}
    {%- endif -%}
    {%- set days = [] -%}
    {%- for number in range((last - first).days + 1) -%}
        {%- set day = first + modules.datetime.timedelta(days=number) -%}
        {%- do days.append(day.strftime(out_fmt) if out_fmt else day) -%}
    {%- endfor -%}
    {%- do return(days) -%}
{% endmacro %}

{% macro partition_range(raw_partition_date, date_fmt='%Y%m%d') %}
    {%- set ends = (raw_partition_date | string).split(',') -%}
    {%- if ends | length > 2 -%}
        {%- do exceptions.raise_compiler_error('Invalid partition time. Expected format: {Start Date}[,{End Date}]. Got: ' ~ raw_partition_date) -%}
    {%- endif -%}
    {%- do return(dates_in_range(ends[0], ends[1] if ends | length == 2 else none, in_fmt=date_fmt)) -%}
{% endmacro %}

{% macro py_current_timestring() %}
    {%- do return(modules.datetime.datetime.now().strftime('%Y%m%d%H%M%S%f')) -%}
{% endmacro %}
