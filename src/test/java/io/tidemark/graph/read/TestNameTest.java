package io.tidemark.graph.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Generic tests have the names and ids that dbt gives them in the classic jaffle shop. */
class TestNameTest {

  @Test
  void aTestOfAColumn() {
    assertThat(id("unique", "customers", Map.of("column_name", "customer_id")))
        .isEqualTo("unique_customers_customer_id.c5af1ff4b1");
    assertThat(id("not_null", "orders", Map.of("column_name", "order_id")))
        .isEqualTo("not_null_orders_order_id.cf6c17daed");
  }

  @Test
  void argumentsAreInTheOrderOfTheirNames() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("to", "ref('customers')");
    arguments.put("field", "customer_id");
    arguments.put("column_name", "customer_id");

    assertThat(id("relationships", "orders", arguments))
        .isEqualTo("relationships_orders_customer_id__customer_id__ref_customers_.c6ec7f58f2");
  }

  @Test
  void aNameThatIsTooLongForARelationIsCutOff() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("column_name", "status");
    arguments.put(
        "values", List.of("placed", "shipped", "completed", "return_pending", "returned"));

    TestName name = TestName.of("accepted_values", "orders", arguments);

    assertThat(id("accepted_values", "orders", arguments))
        .isEqualTo(
            "accepted_values_orders_status__placed__shipped__completed__return_pending__returned"
                + ".be6b5b5ec3");
    assertThat(name.shortName())
        .isEqualTo("accepted_values_orders_1ce6ab157c285f7cd2ac656013faf758");
  }

  private static String id(String test, String model, Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>(arguments);
    all.put("model", "{{ get_where_subquery(ref('" + model + "')) }}");
    TestName name = TestName.of(test, model, all);
    return name.fullName() + "." + TestName.hash(name.fullName(), test, null, all);
  }
}
