{#- Who may do what with a relation. -#}

{#- Whether a relation that is replaced hands its grants on. -#}
{% macro copy_grants() %}
    {%- do return(adapter.dispatch('copy_grants', 'dbt')()) -%}
{% endmacro %}

{% macro default__copy_grants() %}
    {%- do return(True) -%}
{% endmacro %}

{#- Whether one statement may name several grantees. -#}
{% macro support_multiple_grantees_per_dcl_statement() %}
    {%- do return(adapter.dispatch('support_multiple_grantees_per_dcl_statement', 'dbt')()) -%}
{% endmacro %}

{% macro default__support_multiple_grantees_per_dcl_statement() %}
    {%- do return(True) -%}
{% endmacro %}

{#- A new relation has nothing to revoke; one that was replaced only if it got its forerunner's grants. -#}
{% macro should_revoke(existing_relation, full_refresh_mode=True) %}
    {%- if not existing_relation -%}
        {%- do return(False) -%}
    {%- endif -%}
    {%- do return(copy_grants() if full_refresh_mode else True) -%}
{% endmacro %}

{% macro get_show_grant_sql(relation) %}
    {%- do return(adapter.dispatch('get_show_grant_sql', 'dbt')(relation)) -%}
{% endmacro %}

{% macro default__get_show_grant_sql(relation) %}
    show grants on {{ relation.render() }}
{% endmacro %}

{% macro get_grant_sql(relation, privilege, grantees) %}
    {%- do return(adapter.dispatch('get_grant_sql', 'dbt')(relation, privilege, grantees)) -%}
{% endmacro %}

{#- The grantees are printed as they are written: "public" is no name to be quoted. -#}
{% macro default__get_grant_sql(relation, privilege, grantees) -%}
    grant {{ privilege }} on {{ relation.render() }} to {{ grantees | join(', ') }}
{%- endmacro %}

{% macro get_revoke_sql(relation, privilege, grantees) %}
    {%- do return(adapter.dispatch('get_revoke_sql', 'dbt')(relation, privilege, grantees)) -%}
{% endmacro %}

{#- These come from the catalog, so they are names. -#}
{% macro default__get_revoke_sql(relation, privilege, grantees) -%}
    revoke {{ privilege }} on {{ relation.render() }} from {{ get_quoted_csv(grantees) }}
{%- endmacro %}

{% macro get_dcl_statement_list(relation, grant_config, get_dcl_macro) %}
    {%- do return(adapter.dispatch('get_dcl_statement_list', 'dbt')(relation, grant_config, get_dcl_macro)) -%}
{% endmacro %}

{% macro default__get_dcl_statement_list(relation, grant_config, get_dcl_macro) %}
    {%- set together = support_multiple_grantees_per_dcl_statement() -%}
    {%- set texts = [] -%}
    {%- for privilege, grantees in grant_config.items() if grantees -%}
        {%- for some in ([grantees] if together else grantees | batch(1)) -%}
            {%- do texts.append(get_dcl_macro(relation, privilege, some)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do return(texts) -%}
{% endmacro %}

{% macro call_dcl_statements(dcl_statement_list) %}
    {%- do return(adapter.dispatch('call_dcl_statements', 'dbt')(dcl_statement_list)) -%}
{% endmacro %}

{% macro default__call_dcl_statements(dcl_statement_list) %}
    {%- call statement('grants') %}
        {% for text in dcl_statement_list %}
            {{ text }};
        {% endfor %}
    {% endcall -%}
{% endmacro %}

{#- Makes a relation's grants what the config says: no config, no change. -#}
{% macro apply_grants(relation, grant_config, should_revoke) %}
    {%- do return(adapter.dispatch('apply_grants', 'dbt')(relation, grant_config, should_revoke)) -%}
{% endmacro %}

{% macro default__apply_grants(relation, grant_config, should_revoke=True) %}
    {%- if not grant_config -%}
        {%- do return('') -%}
    {%- endif -%}
    {%- set there = adapter.standardize_grants_dict(run_query(get_show_grant_sql(relation))) if should_revoke else {} -%}
    {%- set superfluous = diff_of_two_dicts(there, grant_config) if should_revoke else {} -%}
    {%- set missing = diff_of_two_dicts(grant_config, there) if should_revoke else grant_config -%}
    {%- set texts = get_dcl_statement_list(relation, superfluous, get_revoke_sql)
                  + get_dcl_statement_list(relation, missing, get_grant_sql) -%}
    {%- if texts -%}
        {%- do call_dcl_statements(texts) -%}
    {%- else -%}
        {%- do log('On ' ~ relation.render() ~ ': All grants are in place, no revocation or granting needed.') -%}
    {%- endif -%}
{% endmacro %}
