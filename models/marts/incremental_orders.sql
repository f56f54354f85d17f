-- `models/marts/incremental_orders.sql`
{{ config(
    materialized='incremental',
    unique_key='order_id'  -- Ensures no duplicate orders are inserted
) }}

SELECT 
    order_id, 
    customer_id, 
    order_date, 
    total_amount
FROM {{ ref('stg_orders') }}
{% if is_incremental() %}
  -- Only load new or updated records
  WHERE order_date > (SELECT MAX(order_date) FROM {{ this }})
{% endif %}
