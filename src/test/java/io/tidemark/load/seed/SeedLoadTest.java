package io.tidemark.load.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A CSV file becomes the table that dbt makes of it, in one transaction. */
class SeedLoadTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @TempDir Path folder;
  private SeedFixture seed;

  @BeforeEach
  void emptyDatabase() {
    seed = new SeedFixture(database, folder);
  }

  @Test
  void columnsHaveTheTypesThatDbtInfers() {
    seed.load(
        """
        id,Rate,day,at,iso,yes,note,nothing
        1,"1,234.50",2024-01-31,2024-01-31 1:02:03,2024-01-31T12:00:00.25,TRUE,"a
        b\\,\t",
        007,5%,2024-1-5,2024-12-31 23:59:59,2024-01-31T12Z,false,null,NULL
        """);

    assertThat(seed.columns())
        .containsExactly(
            "id integer",
            "Rate double precision",
            "day date",
            "at timestamp without time zone",
            "iso timestamp without time zone",
            "yes boolean",
            "note text",
            "nothing integer");
    assertThat(seed.rows())
        .containsExactly(
            "(1,1234.5,2024-01-31,\"2024-01-31 01:02:03\",\"2024-01-31 12:00:00.25\",t,\"a\n"
                + "b\\\\,\t\",)",
            "(7,5,2024-01-05,\"2024-12-31 23:59:59\",\"2024-01-31 12:00:00\",f,,)");
  }

  @Test
  void configuredTypesTakeTheFieldAsItIsWritten() {
    seed.columnTypes(Map.of("zip", "varchar(5)", "ISO", "timestamptz"))
        .load("zip,ISO\n01234,2024-01-31T12:00:00+05:00\n,null\n");

    assertThat(seed.columns())
        .containsExactly("zip character varying(5)", "ISO timestamp with time zone");
    assertThat(database.queryText("select \"ISO\" at time zone 'UTC' from public.countries"))
        .startsWith("2024-01-31 07:00");
    assertThat(seed.rows()).last().isEqualTo("(,)");
  }

  @Test
  void windowsFilesAndOddHeadersAreRead() throws IOException {
    Files.writeString(seed.file(), "\uFEFFid,id,,Ünit\r\n1,2,3,\"é\r\n\"\r\n\r\n4\r\n");
    seed.load();

    assertThat(seed.columns())
        .containsExactly("id integer", "id_2 integer", "c integer", "Ünit text");
    assertThat(seed.rows()).containsExactly("(1,2,3,\"é\n\")", "(,,,)", "(4,,,)");
  }

  @Test
  void aHeaderMayBringItsQuotesWhereColumnsAreNotQuoted() {
    seed.unquoted().load("Id,\"\"\"from\"\"\",\"\"\"A-b\"\"\", Blank\n1,x,y,z\n");

    assertThat(seed.columns()).containsExactly("id integer", "from text", "A-b text", "blank text");
  }

  @Test
  void aLongHeaderIsCutOffAsPostgresqlDoes() {
    String name = "ü".repeat(31) + "x".repeat(20);
    seed.load("id," + name + "\n1,a\n");

    assertThat(seed.columns()).containsExactly("id integer", "ü".repeat(31) + "x text");
    assertThat(seed.rows()).containsExactly("(1,a)");
    seed.load("id," + name + "\n2,b\n");
    assertThat(seed.rows()).containsExactly("(2,b)");
  }

  @Test
  void theTableStaysWithWhatReadsIt() {
    seed.load("id,name\n1,a\n");
    database.execute(
        "create view public.v as select name from public.countries;"
            + "create index mine on public.countries (id)");
    String before = database.queryText("select 'public.countries'::regclass::oid");
    seed.load("name,id\nb,2\nc,3\n");

    assertThat(seed.rows()).containsExactly("(2,b)", "(3,c)");
    assertThat(database.queryText("select 'public.countries'::regclass::oid")).isEqualTo(before);
    assertThat(database.queryText("select count(*) from public.v")).isEqualTo("2");
  }

  @Test
  void builtAnewItHasTheColumnsOfTheFileAndItsViews() {
    seed.load("id,name\n1,a\n");
    database.execute("create view public.v as select name from public.countries");
    seed.rebuild().load("id,name,more\n1.5,b,x\n");

    assertThat(seed.columns()).containsExactly("id double precision", "name text", "more text");
    assertThat(database.queryText("select name from public.v")).isEqualTo("b");
  }

  @Test
  void aColumnThatTheTableHasNotIsRefusedAndNothingIsChanged() {
    seed.load("id\n1\n");

    assertThatThrownBy(() -> seed.load("id,name\n2,b\n")).hasMessageContaining("name");
    assertThat(seed.rows()).containsExactly("(1)");
  }

  @Test
  void aColumnThatTheFileHasNotIsNull() {
    seed.load("id,name\n1,a\n").load("id\n2\n");

    assertThat(seed.rows()).containsExactly("(2,)");
    assertThat(seed.warnings()).singleElement().asString().contains("name");
  }

  @Test
  void numbersThatTheTableCanNotHoldAreRounded() {
    seed.load("id\n1\n").load("id\n1.5\n2.5\n");

    assertThat(seed.rows()).containsExactly("(2)", "(3)");
    assertThat(seed.warnings()).singleElement().asString().contains("rounded");
  }

  @Test
  void aNumberThatIsTooGreatIsToldWithItsLine() {
    assertThatThrownBy(() -> seed.load("id,n\n\"x\ny\",1\nb,3000000000\n"))
        .hasMessageContainingAll(
            "3000000000", "seeds/countries.csv:4", "column_types: {n: bigint}");
    seed.columnTypes(Map.of("n", "bigint")).load();
    assertThat(seed.rows()).last().isEqualTo("(b,3000000000)");
  }

  @Test
  void aValueThatIsRefusedIsToldWithItsLineAndLeavesTheOldRows() {
    seed.columnTypes(Map.of("n", "integer")).load("id,n\na,1\n");

    assertThatThrownBy(() -> seed.load("id,n\n\"a\n\",1\nb,two\n"))
        .hasMessageContainingAll("seeds/countries.csv:4", "n ", "two");
    assertThat(seed.rows()).containsExactly("(a,1)");
  }

  @Test
  void aRowThatIsTooLongIsToldWithItsLine() {
    assertThatThrownBy(() -> seed.load("a,b\n1,2\n1,2,3\n"))
        .hasMessageContainingAll("seeds/countries.csv:3", "3 values", "2 columns");
  }

  @Test
  void aFileThatIsNotUtf8IsToldWithItsLine() throws IOException {
    Files.write(seed.file(), new byte[] {'a', '\n', 'x', '\n', (byte) 0xE9, '\n'});

    assertThatThrownBy(seed::load).hasMessageContainingAll("UTF-8", "seeds/countries.csv:3");
  }

  @Test
  void namesWithoutQuotesAreFolded() {
    seed.unquoted().load("Id,Order\n1,2\n");

    assertThat(seed.columns()).containsExactly("id integer", "order integer");
    assertThatThrownBy(() -> seed.load("a b\n1\n")).hasMessageContaining("quote_columns");
  }

  @Test
  void aFileWithoutRowsGivesAnEmptyTable() {
    seed.load("id,name\n");

    assertThat(seed.columns()).containsExactly("id integer", "name integer");
    assertThat(seed.rows()).isEmpty();
  }

  @Test
  void aViewIsNeverReplaced() {
    database.execute("create view public.countries as select 1 as id");

    assertThatThrownBy(() -> seed.load("id\n1\n")).hasMessageContaining("it is a view");
  }
}
