package io.tidemark.template;

import io.tidemark.jinja.format.JsonText;
import io.tidemark.jinja.value.EndlessDecimal;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TimeDelta;
import io.tidemark.postgres.JsonDocument;
import io.tidemark.postgres.StatementAnswer;
import io.tidemark.template.table.TableValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of an answer as dbt types them: every number that is not whole is a Decimal. */
final class AnswerTable {

  private AnswerTable() {}

  static TableValue of(StatementAnswer answer, Consumer<String> printer) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : answer.rows()) {
      List<@Nullable Object> values = new ArrayList<>();
      row.forEach(value -> values.add(value(value)));
      rows.add(values);
    }
    return TableValue.of(answer.columns(), rows, printer);
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Double real) {
      EndlessDecimal endless = EndlessDecimal.of(real);
      return endless != null ? endless : new BigDecimal(PythonText.repr(real));
    }
    if (value instanceof Duration amount) {
      long micros = amount.toNanosPart() / 1000;
      return PythonText.str(TimeDelta.of(0, amount.toSeconds(), micros));
    }
    if (value instanceof JsonDocument json) {
      return ofJson(ValueFunctions.json(json.text()));
    }
    if (value instanceof List<?> list) {
      return JsonText.of(texts(list), null, false);
    }
    return value;
  }

  /** As in dbt a list or a dictionary is its text; one value is that value. */
  private static @Nullable Object ofJson(@Nullable Object value) {
    return value instanceof Map || value instanceof List
        ? JsonText.of(value, null, false)
        : value(value);
  }

  /** JSON has no form for some of what an array may hold. */
  private static List<@Nullable Object> texts(List<?> list) {
    List<@Nullable Object> items = new ArrayList<>();
    for (Object item : list) {
      boolean timed =
          item instanceof LocalDate
              || item instanceof LocalDateTime
              || item instanceof OffsetDateTime;
      items.add(
          item instanceof List<?> inner
              ? texts(inner)
              : item instanceof BigDecimal decimal
                  ? decimal.doubleValue()
                  : timed ? PythonText.str(item).replace(' ', 'T') : item);
    }
    return items;
  }
}
