package io.tidemark.graph.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Selectable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A selection gives the nodes that dbt would give")
class SelectionTest {

  private static final String EVERYTHING =
      "raw.orders raw.customers crm.customers stg_orders stg_customers orders customers revenue"
          + " contacts.v2 calendar";

  @Test
  void isEverythingWhereNothingIsSaid() {
    assertThat(Shop.names(Selection.of(List.of(), List.of()))).isEqualTo(split(EVERYTHING));
  }

  @Test
  void isNothingWhereNothingButBlanksIsSaid() {
    assertThat(Shop.names(Selection.of(List.of(" ", ""), List.of()))).isEmpty();
    assertThat(Shop.names(Selection.of(List.of("orders"), List.of("")))).containsExactly("orders");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          orders                   | orders
          shop.marts.orders        | orders
          marts.orders             | orders
          marts                    | orders customers revenue
          marts.finance            | revenue
          shop                     | stg_orders stg_customers orders customers revenue contacts.v2
          dates                    | calendar
          dates.calendar           | calendar
          contacts.v2              | contacts.v2
          crm.contacts             | contacts.v2
          crm.contacts.v2          | contacts.v2
          v2                       |
          finance                  |
          finance.revenue          |
          orders.marts             |
          marts.orders.x           |
          Orders                   |
          fqn:orders               | orders
          fqn:shop.staging         | stg_orders stg_customers
          raw.orders               |
          *                        | stg_orders stg_customers orders customers revenue contacts.v2 calendar
          stg_*                    |
          staging.*                | stg_orders stg_customers
          staging.stg_[!o]*        | stg_customers
          staging.stg_[a-o]*       | stg_orders stg_customers
          *.stg_orders             | stg_orders
          *orders                  | stg_orders orders
          *.finance.*              | revenue
          marts.?rders             | orders
          shop.*.orders            | orders
          marts.*.*                | revenue
          calenda?                 | calendar
          """)
  void fqn(String select, String expected) {
    assertSelected(select, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          path:models/marts                      | orders customers revenue
          models/marts                           | orders customers revenue
          models/marts/                          | orders customers revenue
          ./models/marts                         | orders customers revenue
          models/staging/../marts/finance        | revenue
          models/marts/orders.sql                | orders
          models/marts/*.sql                     | orders customers
          models/marts/*                         | orders customers revenue
          models/*/finance                       | revenue
          models/**/revenue*                     | revenue
          models/**/orders.sql                   | orders
          **/stg_orders.sql                      | stg_orders
          models/**/marts/*.sql                  | orders customers
          models/**                              | @all
          path:models                            | @all
          path:.                                 | @all
          path:*                                 | @all
          models/mar                             |
          marts/orders.sql                       |
          models/staging/sources.yml             | raw.orders raw.customers
          models/crm                             | crm.customers contacts.v2
          models/marts/marts.yml                 | orders customers
          models/marts/*.yml                     | orders customers
          models/marts/finance/revenue.sql.mustache | revenue
          +models/crm/contacts.v2.sql            | crm.customers contacts.v2
          """)
  void path(String select, String expected) {
    assertSelected(select, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          orders.sql               | orders
          file:orders.sql          | orders
          file:orders              | orders
          file:stg_*               | stg_orders stg_customers
          file:revenue             | revenue
          revenue.sql              | revenue
          revenue.sql.mustache     | revenue
          file:sources.yml         | raw.orders raw.customers
          file:models/marts        |
          ORDERS.SQL               |
          tag:nightly              | raw.orders stg_orders revenue
          tag:night*               | raw.orders stg_orders revenue
          tag:night                |
          tag:[fs]*                | stg_orders stg_customers orders revenue calendar
          source:raw               | raw.orders raw.customers
          source:raw.orders        | raw.orders
          source:*.customers       | raw.customers crm.customers
          source:shop.raw.orders   | raw.orders
          source:dates.raw.orders  |
          source:sho?.*.customers  | raw.customers crm.customers
          source:*                 | raw.orders raw.customers crm.customers
          source:staging           |
          resource_type:source     | raw.orders raw.customers crm.customers
          resource_type:operation  |
          package:dates            | calendar
          package:d*               | calendar
          group:finance            | orders
          group:finance*           | orders revenue
          access:public            | revenue
          access:private           | stg_orders
          access:protected         | stg_customers orders customers contacts.v2 calendar
          """)
  void otherMethods(String select, String expected) {
    assertSelected(select, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          config.materialized:incremental | orders
          config.materialized:view        | stg_orders stg_customers revenue contacts.v2 calendar
          config.materialized:View        |
          config.materialized:*           |
          config.schema:audit             | revenue
          config.tags:staging             | stg_orders stg_customers
          config.unique_key:line          | orders
          config.unique_key:order         |
          config.meta.pii:true            | orders
          config.meta.pii:TRUE            | orders
          config.meta.pii:False           | customers
          config.meta.flags:true          | customers
          config.meta.flags:gold          | customers
          config.meta.tier:1              | orders
          config.meta.owner.team:money    | orders
          config.meta.owner:money         |
          config.meta.owner.team.x:money  |
          config.contract.enforced:true   | customers
          config.contract.enforced:false  | stg_orders stg_customers orders revenue contacts.v2 calendar
          config.enabled:true             | @all
          config.enabled:false            |
          config.on_schema_change:ignore  | stg_orders stg_customers orders customers revenue contacts.v2 calendar
          config.nothing.of.this:x        |
          """)
  void config(String select, String expected) {
    assertSelected(select, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +orders                    | raw.orders raw.customers stg_orders stg_customers orders
          1+orders                   | stg_orders stg_customers orders
          2+orders                   | raw.orders raw.customers stg_orders stg_customers orders
          0+orders                   | orders
          orders+                    | orders revenue
          source:raw.customers+      | raw.customers stg_customers orders customers revenue
          source:raw.customers+1     | raw.customers stg_customers
          source:raw.customers+2     | raw.customers stg_customers orders customers
          source:raw.customers+0     | raw.customers
          1+orders+1                 | stg_orders stg_customers orders revenue
          2+orders+3                 | raw.orders raw.customers stg_orders stg_customers orders revenue
          +orders+                   | raw.orders raw.customers stg_orders stg_customers orders revenue
          99999999999+orders         | raw.orders raw.customers stg_orders stg_customers orders
          @stg_orders                | raw.orders raw.customers stg_orders stg_customers orders customers revenue
          @customers                 | raw.orders raw.customers stg_orders stg_customers orders customers revenue
          @contacts.v2               | crm.customers contacts.v2
          @source:crm                | crm.customers contacts.v2
          @+calendar                 | calendar
          1+tag:finance              | stg_orders stg_customers orders customers revenue
          +tag:static+               | calendar
          models/staging+1           | raw.orders raw.customers stg_orders stg_customers orders customers
          """)
  void graphOperators(String select, String expected) {
    assertSelected(select, expected);
  }

  @ParameterizedTest(name = "{0} without {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          orders customers             |               | orders customers
          ' orders   customers '       |               | orders customers
          tag:nightly,tag:finance      |               | revenue
          +orders,+customers           |               | raw.customers stg_customers
          +orders,+customers,source:*  |               | raw.customers
          tag:static tag:nightly,marts |               | revenue calendar
          orders orders                |               | orders
          orders,orders                |               | orders
          calendar orders              |               | orders calendar
          +orders                      | source:*      | stg_orders stg_customers orders
          +orders                      | +stg_orders   | raw.customers stg_customers orders
          marts                        | orders revenue | customers
          marts                        | tag:finance,tag:nightly | orders customers
          ''                           | resource_type:model | raw.orders raw.customers crm.customers
          marts                        | marts         |
          """)
  void setOperators(String select, String exclude, String expected) {
    assertThat(Shop.names(Selection.of(argument(select), argument(exclude))))
        .isEqualTo(split(expected));
  }

  @Test
  void joinsSeveralArguments() {
    Selection selection = Selection.of(List.of("orders", "tag:static contacts.v2"), List.of());

    assertThat(Shop.names(selection)).containsExactly("orders", "contacts.v2", "calendar");
  }

  @Test
  void excludesNothingWhereExcludeIsEmpty() {
    assertThat(Shop.names(Selection.of(List.of("orders"), List.of(" ")))).containsExactly("orders");
  }

  @Test
  void knowsThisPackage() {
    assertThat(Shop.names(Selection.of(List.of("package:this"), List.of(), "dates")))
        .containsExactly("calendar");
  }

  @Test
  void goesThroughNodesThatCanNotBeSelected() {
    // given a graph whose middle is not to be selected, for example because it is disabled
    Map<String, Selectable> some = new LinkedHashMap<>(Shop.GRAPH.nodes());
    some.remove("model.shop.stg_orders");

    assertThat(Selection.of(List.of("source:raw.orders+"), List.of()).apply(some, Shop.GRAPH.dag()))
        .containsExactly("source.shop.raw.orders", "model.shop.orders", "model.shop.revenue");
  }

  @Test
  void selectsANodeThatTheGraphDoesNotHave() {
    Dag none = Dag.of(Map.of());

    assertThat(Selection.of(List.of("+orders+"), List.of()).apply(Shop.GRAPH.nodes(), none))
        .containsExactly("model.shop.orders");
  }

  private static void assertSelected(String select, String expected) {
    assertThat(Shop.names(Selection.of(List.of(select), List.of())))
        .as(select)
        .isEqualTo(split("@all".equals(expected) ? EVERYTHING : expected));
  }

  private static List<String> argument(String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text);
  }

  private static List<String> split(String names) {
    return names == null ? List.of() : Arrays.asList(names.strip().split("\\s+"));
  }
}
