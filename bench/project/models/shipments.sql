-- Forty columns of mixed types.
{{ config(materialized='incremental', unique_key='shipment_id') }}

select
  shipment_id, order_id, customer_id, warehouse_id, tracking_id, shipment_number, status, carrier,
  service_level, promotion_code, first_name, last_name, email, phone, street, street_2, city,
  postal_code, country, latitude, longitude, amount, tax, shipping_cost, discount, currency, weight_kg,
  parcels, is_gift, is_insured, customs_cleared, ordered_on, promised_on, sent_at, delivered_at,
  time_on_the_way, tags, attributes, remark, updated_at
from {{ source('raw', 'shipments') }}
{% if is_incremental() %}
where updated_at > (select max(updated_at) from {{ this }})
{%- if var("lookback", none) %} - interval '{{ var("lookback") }}'{% endif %}
{% endif %}
