package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the cross-database macros write means on PostgreSQL what their names promise. */
class OwnMacrosOnPostgresTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final Templates templates = new Templates();

  @Test
  void datesAreAddedTruncatedAndMade() {
    holds("dateadd('day', 3, \"'2024-02-28'::date\")", "2024-03-02 00:00:00");
    holds("dateadd('month', -1, \"'2024-03-31'::timestamp\")", "2024-02-29 00:00:00");
    holds(
        "dateadd(datepart='hour', interval='1 + 1', from_date_or_timestamp=\"'2024-01-01'::timestamp\")",
        "2024-01-01 02:00:00");
    holds("date_trunc('month', \"'2024-02-28 10:00'::timestamp\")", "2024-02-01 00:00:00");
    holds("last_day(\"'2024-02-10'::date\", 'month')", "2024-02-29");
    holds("last_day(\"'2024-02-10'::date\", 'quarter')", "2024-03-31");
    holds("last_day(\"'2024-02-10'::date\", 'year')", "2024-12-31");
    holds("date(2024, 2, 9)", "2024-02-09");
    holds("snapshot_string_as_time('2024-01-01 01:02:03')", "2024-01-01 01:02:03");
  }

  @Test
  void theDifferenceCountsBoundariesThatAreCrossed() {
    String from = "2023-12-31 23:59:59.5";
    String to = "2024-01-01 00:00:00.25";
    Map<String, String> crossed = new LinkedHashMap<>();
    crossed.put("year", "1");
    crossed.put("quarter", "1");
    crossed.put("month", "1");
    crossed.put("day", "1");
    crossed.put("hour", "1");
    crossed.put("minute", "1");
    crossed.put("second", "1");
    crossed.put("millisecond", "750");
    crossed.put("microsecond", "750000");
    crossed.forEach((part, count) -> holds(difference(from, to, part), count));
    crossed.forEach((part, count) -> holds(difference(to, from, part), "-" + count));

    holds(difference("2024-01-06", "2024-01-07", "week"), "1");
    holds(difference("2024-01-07", "2024-01-13", "week"), "0");
    holds(difference("2024-01-07", "2024-01-06", "week"), "-1");
    holds(difference("2024-01-01", "2024-03-01", "week"), "8");
    holds(difference("2020-02-01", "2024-11-01", "quarter"), "19");
  }

  @Test
  void texts() {
    holds("concat([\"'a'\", \"'b'\", \"'c'\"])", "abc");
    holds("hash(\"'a'\")", "0cc175b9c0f1b6a831c399e269772661");
    holds("length(\"'abc'\")", "3");
    holds("position(\"'c'\", \"'abc'\")", "3");
    holds("replace(\"'abc'\", \"'b'\", \"'x'\")", "axc");
    holds("right(\"'abc'\", 2)", "bc");
    holds("split_part(\"'a|b|c'\", \"'|'\", 2)", "b");
    holds("split_part(\"'a|b|c'\", \"'|'\", -1)", "c");
    holds("split_part(\"'a|b|c'\", \"'|'\", -3)", "a");
    holds("string_literal(escape_single_quotes(\"it's\"))", "it's");
  }

  @Test
  void typesAndCasts() {
    holds("cast(\"'2'\", type_int())", "2");
    holds("safe_cast(\"'2'\", type_bigint())", "2");
    holds("cast(\"2\", type_numeric())", "2.000000");
    holds("cast(\"2\", type_float())", "2");
    holds("cast(\"'t'\", type_boolean())", "true");
    holds("cast(\"'2024-01-01'\", type_timestamp())", "2024-01-01 00:00:00");
    holds("cast(2, type_string()) ~ \" || 'x'\"", "2x");
    holds("cast_bool_to_text('true')", "true");
    assertThat(rendered("type_string()")).isEqualTo("TEXT");
  }

  @Test
  void aggregatesAndArrays() {
    String rows = "from (values ('b', true), ('a', false), ('c', null)) r (x, y)";
    holds("listagg('x', \"'-'\", 'order by x')", rows, "a-b-c");
    holds("listagg('x', \"','\", 'order by x desc', 2)", rows, "c,b");
    holds("length(listagg('x'))", rows, "5");
    holds("any_value('x')", rows, "a");
    holds("bool_or('y')", rows, "true");
    holds("array_construct([1, 2])", "{1,2}");
    holds("array_construct([], 'text')", "{}");
    holds("array_append(array_construct([1]), 2)", "{1,2}");
    holds("array_concat(array_construct([1]), array_construct([2, 3]))", "{1,2,3}");
  }

  @Test
  void setsAndComparison() {
    assertThat(value(rendered("'select 1 ' ~ except() ~ ' select 2'"))).isEqualTo("1");
    assertThat(value(rendered("'select 1 ' ~ intersect() ~ ' select 1'"))).isEqualTo("1");
    holds("equals('1', '1')", "true");
    assertThat(rendered("equals('a', 'b')")).isEqualTo("(a = b)");
  }

  @Test
  void rowsOutOfNothing() {
    assertThat(rendered("get_powers_of_two(1)")).isEqualTo("1");
    assertThat(rendered("get_powers_of_two(9)")).isEqualTo("4");
    assertThat(
            value(
                "select string_agg(generated_number::text, ',') from ("
                    + rendered("generate_series(5)")
                    + ") s"))
        .isEqualTo("1,2,3,4,5");
  }

  @Test
  void now() {
    for (String name :
        new String[] {
          "current_timestamp",
          "snapshot_get_time",
          "current_timestamp_backcompat",
          "current_timestamp_in_utc_backcompat"
        }) {
      assertThat(value("select " + rendered("dbt." + name + "()") + " > '2020-01-01'"))
          .isEqualTo("true");
    }
  }

  private static String difference(String from, String to, String part) {
    return "datediff(\"'%s'::timestamp\", \"'%s'::timestamp\", '%s')".formatted(from, to, part);
  }

  private void holds(String call, String value) {
    holds(call, "", value);
  }

  private void holds(String call, String from, String value) {
    assertThat(value("select (" + rendered(call) + "\n)::text " + from)).as(call).isEqualTo(value);
  }

  private String rendered(String call) {
    return templates.jinja("{{ " + call + " }}").strip();
  }

  private static String value(String query) {
    return String.valueOf(database.queryText(query));
  }
}
