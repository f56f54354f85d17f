package io.tidemark.template;

import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.postgres.StatementAnswer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What dbt's adapter says of a statement that was run: its message, and how many rows. */
record ResponseValue(String message, @Nullable String code, @Nullable Long rows)
    implements HasText, HasAttributes, HasType {

  /** Where nothing was run. */
  static final ResponseValue NONE = new ResponseValue("", null, null);

  static ResponseValue of(StatementAnswer answer) {
    return new ResponseValue(answer.message(), answer.code(), answer.changed());
  }

  @Override
  public String text() {
    return message;
  }

  @Override
  public String representation() {
    return "AdapterResponse(_message=%s, code=%s, rows_affected=%s, query_id=None)"
        .formatted(PythonText.repr(message), PythonText.repr(code), PythonText.repr(rows));
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "message" -> message;
      case "code" -> code;
      case "rows_affected" -> rows;
      case "query_id" -> null;
      default -> Missing.MISSING;
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("message", "code", "rows_affected");
  }

  @Override
  public String typeName() {
    return "AdapterResponse";
  }
}
