-- A key of three columns, one of them a text.
{{ config(materialized='incremental', unique_key=['store', 'order_number', 'line_number']) }}

select store, order_number, line_number, product, quantity, price, updated_at
from {{ source('raw', 'order_lines') }}
{% if is_incremental() %}
where updated_at > (select max(updated_at) from {{ this }})
{%- if var("lookback", none) %} - interval '{{ var("lookback") }}'{% endif %}
{% endif %}
