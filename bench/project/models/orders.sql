-- The plain statements in bench/src/Plain.java read the same rows: change both or none.
{{ config(materialized='incremental', unique_key='order_id') }}

select order_id, customer_id, order_date, total_amount, status, updated_at
from {{ source('raw', 'orders') }}
{% if is_incremental() %}
where updated_at > (select max(updated_at) from {{ this }})
{%- if var("lookback", none) %} - interval '{{ var("lookback") }}'{% endif %}
{% endif %}
