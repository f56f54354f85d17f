-- The plain statements in bench/src/Plain.java read the same rows: change both or none.
{{ config(materialized='incremental', unique_key='document_id') }}

select document_id, customer_id, document, updated_at
from {{ source('raw', 'documents') }}
{% if is_incremental() %}
where updated_at > (select max(updated_at) from {{ this }})
{%- if var("lookback", none) %} - interval '{{ var("lookback") }}'{% endif %}
{% endif %}
