package io.tidemark.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.project.problem.SourceText;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which interval a launch is about. */
class IntervalsTest {

  private static final String DAILY =
      "job: j\nschedule: \"0 3 * * *\"\nstart_date: 2026-11-01\nend_date: 2026-11-25\n"
          + "tasks: [{id: a, select: x}]";

  @Test
  void aDayNamesTheIntervalThatBeginsOnIt() {
    Intervals daily = intervals(DAILY);

    assertThat(daily.named("2026-11-21").start()).isEqualTo("2026-11-21T03:00:00Z");
    assertThat(daily.named("2026-11-21T03:00")).isEqualTo(daily.named("2026-11-21"));
    assertThat(daily.named("2026-11-21 04:00:00+01:00")).isEqualTo(daily.named("2026-11-21"));
    assertThat(daily.named("2026-11-21").end()).isEqualTo("2026-11-22T03:00:00Z");
  }

  @Test
  void whatIsNoStartIsRefusedWithTheNearest() {
    Intervals daily = intervals(DAILY);

    assertThatThrownBy(() -> daily.named("2026-11-21T04:00"))
        .hasMessageContaining("No interval of the job j begins at 2026-11-21T04:00")
        .hasMessageContaining("2026-11-21T03:00Z and 2026-11-22T03:00Z");
    assertThatThrownBy(() -> daily.named("2026-10-21")).hasMessageContaining("start_date");
    assertThatThrownBy(() -> daily.named("2026-12-01")).hasMessageContaining("end_date");
    assertThatThrownBy(() -> daily.named("yesterday")).hasMessageContaining("is no date");
    assertThatThrownBy(
            () ->
                intervals("job: h\nschedule: \"@hourly\"\ntasks: [{id: a, select: x}]")
                    .named("2026-11-21T01:30"))
        .hasMessageContaining("nearest begin at 2026-11-21T01:00Z and 2026-11-21T02:00Z");
  }

  @Test
  void withoutADateItIsTheLastThatIsOver() {
    Intervals daily = intervals(DAILY);

    assertThat(daily.lastComplete(Instant.parse("2026-11-22T10:00:00Z")).orElseThrow().start())
        .isEqualTo("2026-11-21T03:00:00Z");
    assertThat(daily.lastComplete(Instant.parse("2026-11-01T10:00:00Z"))).isEmpty();
    assertThat(daily.lastComplete(Instant.parse("2027-01-01T00:00:00Z")).orElseThrow().start())
        .isEqualTo("2026-11-24T03:00:00Z");
  }

  @Test
  void whatIsOverIsListedOldestFirst() {
    assertThat(
            intervals(DAILY)
                .complete(
                    Instant.parse("2026-10-01T00:00:00Z"),
                    null,
                    Instant.parse("2026-11-04T03:00:00Z")))
        .extracting(DataInterval::start)
        .containsExactly(
            Instant.parse("2026-11-01T03:00:00Z"),
            Instant.parse("2026-11-02T03:00:00Z"),
            Instant.parse("2026-11-03T03:00:00Z"));
  }

  private static Intervals intervals(String file) {
    return new Intervals(
        Jobs.read(List.of(SourceText.of("jobs/j.yml", file))).all().iterator().next());
  }
}
