-- A random UUID as its key.
{{ config(materialized='incremental', unique_key='event_id') }}

select event_id, visitor_id, event_type, path, duration_ms, updated_at
from {{ source('raw', 'events') }}
{% if is_incremental() %}
where updated_at > (select max(updated_at) from {{ this }})
{%- if var("lookback", none) %} - interval '{{ var("lookback") }}'{% endif %}
{% endif %}
