package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL says about a failed statement arrives whole, and by its kind. */
class SqlFailureTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @BeforeAll
  static void makeTable() {
    database.execute(
        "create table orders (order_id int constraint orders_key primary key, amount int not null)");
  }

  @Test
  void anUnknownColumnHasItsPlaceAndAHint() {
    SqlFailure failure = failureOf("select order_id,\n  amont from orders");

    assertThat(failure.kind()).isEqualTo(SqlFailureKind.SYNTAX_OR_SEMANTIC);
    assertThat(failure.sqlState()).isEqualTo("42703");
    assertThat(failure.message()).isEqualTo("column \"amont\" does not exist");
    assertThat(failure.hint()).contains("orders.amount");
    assertThat(failure.position()).isEqualTo("select order_id,\n  ".length() + 1);
  }

  @Test
  void aViolatedConstraintIsNamedWithItsTable() {
    SqlFailure failure = failureOf("insert into orders values (1, 1), (1, 2)");

    assertThat(failure.kind()).isEqualTo(SqlFailureKind.CONSTRAINT_VIOLATION);
    assertThat(failure.constraint()).isEqualTo("orders_key");
    assertThat(failure.schema()).isEqualTo("public");
    assertThat(failure.table()).isEqualTo("orders");
    assertThat(failure.detail()).contains("(order_id)=(1)");
    assertThat(failure.position()).isNull();
  }

  @Test
  void aMissingValueNamesItsColumn() {
    assertThat(failureOf("insert into orders values (7, null)").column()).isEqualTo("amount");
  }

  @Test
  void aFailureInsideAFunctionTellsWhere() {
    assertThat(failureOf("do $$ begin perform 1/0; end $$").where()).contains("PL/pgSQL");
  }

  @Test
  void aBatchsFailureIsTheServersOwn() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.addBatch("insert into orders values (20, 1)");
      statement.addBatch("insert into orders values (20, 1)");
      SQLException exception = catchThrowableOfType(SQLException.class, statement::executeBatch);

      assertThat(SqlFailure.of(exception).constraint()).isEqualTo("orders_key");
    }
  }

  @Test
  void aWrappedFailureIsTheServersOwn() {
    SQLException inner = exceptionOf("select 1/0");

    SqlFailure failure = SqlFailure.of(new SQLException("wrapped", inner));

    assertThat(failure.message()).isEqualTo("division by zero");
    assertThat(failure.kind()).isEqualTo(SqlFailureKind.DATA);
  }

  @Test
  void aFailureOfTheDriverKeepsItsMessage() {
    SqlFailure failure = SqlFailure.of(new SQLException("the socket broke", "08006"));

    assertThat(failure.message()).isEqualTo("the socket broke");
    assertThat(failure.kind()).isEqualTo(SqlFailureKind.TRANSIENT_CONNECTION);
  }

  @Test
  void aStatementTimeoutAndAMissingLockAreRecognised() throws SQLException {
    try (Connection holder = database.connect();
        Statement holding = holder.createStatement()) {
      holder.setAutoCommit(false);
      holding.execute("lock table orders");

      assertThat(failureOf("set lock_timeout = 1; select count(*) from orders").kind())
          .isEqualTo(SqlFailureKind.LOCK_TIMEOUT);
      assertThat(failureOf("set statement_timeout = 1; select count(*) from orders").kind())
          .isEqualTo(SqlFailureKind.CANCELLED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "08006, TRANSIENT_CONNECTION, true",
    "57P01, TRANSIENT_CONNECTION, true",
    "53300, TRANSIENT_CONNECTION, true",
    "40001, SERIALIZATION_OR_DEADLOCK, true",
    "40P01, SERIALIZATION_OR_DEADLOCK, true",
    "55P03, LOCK_TIMEOUT, true",
    "57014, CANCELLED, false",
    "42501, INSUFFICIENT_PRIVILEGE, false",
    "28P01, INSUFFICIENT_PRIVILEGE, false",
    "53100, DISK_FULL, false",
    "53200, OUT_OF_RESOURCES, false",
    "23505, CONSTRAINT_VIOLATION, false",
    "22012, DATA, false",
    "42601, SYNTAX_OR_SEMANTIC, false",
    "3F000, SYNTAX_OR_SEMANTIC, false",
    "XX000, OTHER, false",
    "'', OTHER, false",
  })
  void theKindFollowsFromTheSqlState(String sqlState, SqlFailureKind kind, boolean worthRetrying) {
    assertThat(SqlFailureKind.ofSqlState(sqlState)).isEqualTo(kind);
    assertThat(kind.isWorthRetrying()).isEqualTo(worthRetrying);
  }

  private static SqlFailure failureOf(String sql) {
    return SqlFailure.of(exceptionOf(sql));
  }

  private static SQLException exceptionOf(String sql) {
    return catchThrowableOfType(
        SQLException.class,
        () -> {
          try (Connection connection = database.connect();
              Statement statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }
}
