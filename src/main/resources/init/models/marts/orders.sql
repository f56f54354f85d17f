{{ config(
    materialized='incremental',
    unique_key='order_id'
) }}

select order_id, customer_id, ordered_at, amount
from {{ ref('stg_orders') }}
{% if is_incremental() %}
where ordered_at > {{ high_water_mark('ordered_at', lookback='1 day') }}
{% endif %}
