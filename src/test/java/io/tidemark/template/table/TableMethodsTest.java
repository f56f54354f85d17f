package io.tidemark.template.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.render.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tables of queries in templates. What is expected is what agate 1.9.1 gives in dbt. */
class TableMethodsTest {

  private final StringBuilder printed = new StringBuilder();

  @Test
  void rowsAreGroupedUnderTheNamesOfTheirGroups() {
    assertThat(rendered("{{ orders.group_by('status').keys() }}"))
        .isEqualTo("('new', 'paid', 'gone')");
    assertThat(
            rendered(
                "{% for name, table in orders.group_by('status').items() %}"
                    + "{{ name }}={{ table.columns.id.values() }};{% endfor %}"))
        .isEqualTo("new=(1, 4);paid=(2, 3);gone=(5,);");
    assertThat(rendered("{{ orders.group_by('status')['paid'].rows | length }}")).isEqualTo("2");
    assertThat(rendered("{{ orders.group_by('status', key_name='s').merge().column_names }}"))
        .isEqualTo("('s', 'id', 'customer', 'amount', 'status')");
    assertThat(
            rendered(
                "{% macro first(row) %}{{ (row.customer or 'none') | first }}{% endmacro %}"
                    + "{{ orders.group_by(first).keys() }}"))
        .isEqualTo("('a', 'b', 'n')");
  }

  @Test
  void aGroupOfGroupsIsCountedByAllItsKeys() {
    assertThat(rows("orders.group_by('status').group_by('customer').aggregate([])"))
        .isEqualTo(
            "[['new', 'ann'], ['new', None], ['paid', 'bob'], ['paid', 'ann'], ['gone', 'bob']]");
    assertThat(rendered("{{ orders.group_by('status') }}"))
        .isEqualTo(
            """
            | table | rows |
            | ----- | ---- |
            | new   | 2    |
            | paid  | 2    |
            | gone  | 1    |
            """);
  }

  @Test
  void aPivotCountsTheRowsOfEachKey() {
    assertThat(rows("orders.pivot('status')"))
        .isEqualTo("[['new', Decimal('2')], ['paid', Decimal('2')], ['gone', Decimal('1')]]");
    assertThat(rendered("{{ orders.pivot('customer', 'status').column_names }}"))
        .isEqualTo("('customer', 'new', 'paid', 'gone')");
    assertThat(rows("orders.pivot('customer', 'status')"))
        .isEqualTo(
            "[['ann', Decimal('1'), Decimal('1'), Decimal('0')],"
                + " ['bob', Decimal('0'), Decimal('1'), Decimal('1')],"
                + " [None, Decimal('1'), Decimal('0'), Decimal('0')]]");
    assertThat(rendered("{{ orders.pivot('status').rows['paid'].Count }}")).isEqualTo("2");
    assertThat(rendered("{{ orders.pivot() }}")).isEqualTo("OrderedDict([('Count', 5)])");
  }

  @Test
  void tablesAreJoinedAsInSql() {
    assertThat(rendered("{{ orders.join(people, 'customer').column_names }}"))
        .isEqualTo("('id', 'customer', 'amount', 'status', 'city')");
    assertThat(rendered("{{ orders.join(people, 'customer').columns.city.values() }}"))
        .isEqualTo("('Rome', 'Oslo', 'Rome', None, 'Oslo')");
    assertThat(rendered("{{ orders.join(people, 'customer', inner=true).columns.id.values() }}"))
        .isEqualTo("(1, 2, 3, 5)");
    assertThat(
            rendered(
                "{{ orders.join(people, 'customer', full_outer=true).columns.customer2.values()"
                    + " }}"))
        .isEqualTo("('ann', 'bob', 'ann', None, 'bob', 'cid')");
    assertThat(rendered("{{ people.join(people).column_names }}"))
        .isEqualTo("('customer', 'city', 'customer2', 'city2')");
    assertThatThrownBy(() -> rendered("{{ orders.join(people, 'customer', require_match=true) }}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("Left key \"None\" does not have a matching right key.");
  }

  @Test
  void columnsBecomeRowsAndRowsColumns() {
    assertThat(rows("people.normalize('customer', ['city']).limit(2)"))
        .isEqualTo("[['ann', 'city', 'Rome'], ['bob', 'city', 'Oslo']]");
    assertThat(rendered("{{ orders.denormalize('customer', 'status', 'id').column_names }}"))
        .isEqualTo("('customer', 'new', 'paid', 'gone')");
    assertThat(rows("orders.select(['status']).homogenize('status', ['new', 'lost']).limit(4, 6)"))
        .isEqualTo("[['gone'], ['lost']]");
    assertThat(rows("orders.select(['id']).merge([orders.select('id').limit(1), people]).limit(2)"))
        .isEqualTo("[[1, None, None], [None, 'ann', 'Rome']]");
  }

  @Test
  void aTableIsMadeOfDictionaries() {
    assertThat(
            rows("orders.from_object([{'a': 'yes', 'b': {'c': '$1,200.50'}}, {'a': 'n', 'd': 2}])"))
        .isEqualTo("[[True, Decimal('1200.50'), None], [False, None, Decimal('2')]]");
  }

  @Test
  void numbersAreCountedByRangesAndDrawnAsBars() {
    assertThat(rows("orders.bins('amount', 2)"))
        .isEqualTo(
            "[['[0 - 10)', Decimal('2')], ['[10 - 20]', Decimal('2')], [None, Decimal('1')]]");
    rendered("{{ orders.pivot('status').print_bars('status', width=30, printable=true) }}");
    assertThat(printed)
        .hasToString(
            """
            status Count
            new        2 |::::::::::::::::
            paid       2 |::::::::::::::::
            gone       1 |::::::::       \s
                         +-------+-------+
                         0.0    1.0    2.0
            """);
  }

  @Test
  void typesStayWhereAllValuesAreGone() {
    assertThat(rendered("{{ orders.limit(0).select(['amount', 'status']) }}"))
        .contains("| amount | Number    |", "| status | Text      |");
    assertThat(rendered("{{ orders.order_by('amount').columns.id.values() }}"))
        .isEqualTo("(5, 4, 1, 2, 3)");
  }

  @Test
  void aTableIsPrinted() {
    rendered("{{ orders.select(['id', 'amount']).limit(2).print_table() }}");
    assertThat(printed)
        .hasToString(
            """
            | id | amount |
            | -- | ------ |
            |  1 |   10.5 |
            |  2 |   20.0 |
            """);
    printed.setLength(0);
    rendered("{{ people.limit(1).print_csv(delimiter='|') }}{{ people.limit(1).print_json() }}");
    assertThat(printed)
        .hasToString(
            """
            customer|city
            ann|Rome
            [{"customer": "ann", "city": "Rome"}]
            """);
  }

  @Test
  void aRowIsADictAndEqualsItsValues() {
    assertThat(rendered("{{ dict(people.rows[0]) }}"))
        .isEqualTo("{'customer': 'ann', 'city': 'Rome'}");
    assertThat(rendered("{{ people.rows[0].dict() }}{{ people.rows[0].items() }}"))
        .isEqualTo(
            "OrderedDict([('customer', 'ann'), ('city', 'Rome')])"
                + "(('customer', 'ann'), ('city', 'Rome'))");
    assertThat(rendered("{{ people.rows[0] == ('ann', 'Rome') }}")).isEqualTo("True");
  }

  @Test
  void whatReachesForFilesPicturesOrPythonIsRefused() {
    assertThatThrownBy(() -> rendered("{{ orders.to_csv('/tmp/x.csv') }}"))
        .hasMessageContaining("to_csv() reads or writes a file, which templates may not.");
    assertThatThrownBy(() -> rendered("{{ orders.bar_chart('id', 'amount') }}"))
        .hasMessageContaining("draws a picture");
    assertThatThrownBy(() -> rendered("{{ orders.aggregate('id') }}"))
        .hasMessageContaining("which no template has");
    assertThatThrownBy(() -> rendered("{{ orders.group_by('custome') }}"))
        .hasMessageContaining("The table has no column 'custome'")
        .hasMessageContaining("did you mean 'customer'?");
  }

  @Test
  void aTableThatGrowsWithoutEndIsStopped() {
    assertThatThrownBy(
            () ->
                rendered(
                    "{% set ns = namespace(t=orders) %}{% for i in range(40) %}"
                        + "{% set ns.t = ns.t.merge([ns.t, ns.t]) %}{% endfor %}"))
        .hasMessageContaining("more than the 2000000 allowed");
    assertThatThrownBy(() -> rendered("{{ orders.bins('amount', 10**12) }}"))
        .hasMessageContaining("more than the 2000000 allowed");
    assertThatThrownBy(
            () -> rendered("{% set l = [] %}{% do l.append(l) %}{{ orders.from_object([l]) }}"))
        .isInstanceOf(TemplateException.class);
  }

  private String rows(String table) {
    return rendered("{{ (" + table + ").rows | map('list') | list }}");
  }

  private String rendered(String template) {
    Map<String, @Nullable Object> names = new HashMap<>();
    names.put(
        "orders",
        table(
            List.of("id", "customer", "amount", "status"),
            List.of(
                row(1L, "ann", new BigDecimal("10.5"), "new"),
                row(2L, "bob", new BigDecimal("20"), "paid"),
                row(3L, "ann", null, "paid"),
                row(4L, null, new BigDecimal("7.25"), "new"),
                row(5L, "bob", new BigDecimal("1.125"), "gone"))));
    names.put(
        "people",
        table(
            List.of("customer", "city"),
            List.of(row("ann", "Rome"), row("bob", "Oslo"), row("cid", "Rome"))));
    return Environment.standard().parse("test", template).render(Scope.of(names));
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  private TableValue table(List<String> columns, List<List<@Nullable Object>> rows) {
    return TableValue.of(columns, rows, text -> printed.append(text).append('\n'));
  }
}
