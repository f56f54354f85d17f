package io.tidemark.report.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as {@code show --output json} prints them, in dbt's shape: {@code {"node": …, "show":
 * [{…}]}}.
 */
public final class RowsJson {

  private static final String NUMBER = "-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?";

  private RowsJson() {}

  /**
   * The JSON text, indented by two.
   *
   * @param node the node's name; null for an inline query, then there is no such key
   * @param columns the names
   * @param numeric for each column whether it holds numbers; {@code NaN} and the infinities, which
   *     JSON has not, become texts
   * @param whole for each whether it holds integers; as in dbt, of any other number the JSON tells
   *     that it is none: {@code 3.0}
   * @param rows each with a value for every column
   */
  public static String render(
      @Nullable String node,
      List<String> columns,
      List<Boolean> numeric,
      List<Boolean> whole,
      List<List<@Nullable String>> rows) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    if (node != null) {
      root.put("node", node);
    }
    root.set("show", rows(columns, numeric, whole, rows));
    return indented(root);
  }

  /** The rows alone, each an object: as {@link #render} writes them below {@code show}. */
  public static ArrayNode rows(
      List<String> columns,
      List<Boolean> numeric,
      List<Boolean> whole,
      List<List<@Nullable String>> rows) {
    ArrayNode shown = new ObjectMapper().createArrayNode();
    for (List<@Nullable String> row : rows) {
      ObjectNode object = shown.addObject();
      for (int i = 0; i < columns.size(); i++) {
        String value = row.get(i);
        if (value != null && numeric.get(i) && value.matches(NUMBER)) {
          BigDecimal number = new BigDecimal(value);
          boolean fraction = !whole.get(i) && number.scale() == 0;
          object.put(columns.get(i), fraction ? number.setScale(1) : number);
        } else {
          object.put(columns.get(i), value);
        }
      }
    }
    return shown;
  }

  /** An object as Python's {@code json.dumps(…, indent=2)} writes it, and so dbt. */
  public static String indented(ObjectNode root) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter)
            .withSeparators(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts and numbers are always JSON", impossible);
    }
  }
}
