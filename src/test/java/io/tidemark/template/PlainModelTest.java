package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which models dbt reads without rendering them. */
class PlainModelTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select * from {{ ref('a') }} join {{ source(\"raw\", 'b') }}",
        "{{- config(materialized='table', tags=['a', \"b\"], meta={'k': true}) -}} select '{1}'",
        "{{ config(post_hook=['analyze {{ this }}',]) }} select 1",
        "{# {{ this }} #} select * from {{ref( 'shop', 'a', v=2 )}}",
        "{{ config(alias='it\\'s') }}",
      })
  void callsWithConstantsAreRead(String text) {
    assertThat(PlainModel.is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if true %}{% endif %}",
        "select * from {{ this }}",
        "select {{ var('a') }}",
        "select * from {{ ref(var('a')) }}",
        "{{ config(threads=3) }}",
        "{{ config(enabled=target.name == 'dev') }}",
        "{{ config(full_refresh=none) }}",
        "{{ ref('a') | upper }}",
        "{{ ref('a' ~ 'b') }}",
        "{{ dbt_utils.star(ref('a')) }}",
        "{{ ref('a'",
        "{{",
      })
  void allElseIsRendered(String text) {
    assertThat(PlainModel.is(text)).isFalse();
  }

  @Test
  void textsMayHoldAnything() {
    assertThat(PlainModel.is("{{ config(pre_hook=\"set a = '}} {{ var(1) }}'\") }}")).isTrue();
  }
}
