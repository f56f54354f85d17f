package io.tidemark.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schedule.TriggerRule.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Airflow's trigger rules. */
class TriggerRuleTest {

  /** The states of three tasks before it: S success, F failed, U upstream failed, K skipped. */
  @ParameterizedTest
  @CsvSource({
    "all_success, SSS, RUN",
    "all_success, SS, WAIT",
    "all_success, F, FAIL",
    "all_success, SU, FAIL",
    "all_success, K, SKIP",
    "all_success, KF, FAIL",
    "all_failed, FFU, RUN",
    "all_failed, FF, WAIT",
    "all_failed, FFS, SKIP",
    "all_failed, K, SKIP",
    "all_done, SFK, RUN",
    "all_done, SF, WAIT",
    "all_done_min_one_success, SFU, RUN",
    "all_done_min_one_success, SF, WAIT",
    "all_done_min_one_success, FFU, FAIL",
    "all_done_min_one_success, SSK, SKIP",
    "one_success, S, RUN",
    "one_success, FF, WAIT",
    "one_success, FFK, FAIL",
    "one_success, KKK, SKIP",
    "one_failed, F, RUN",
    "one_failed, U, RUN",
    "one_failed, SS, WAIT",
    "one_failed, SSK, SKIP",
    "one_done, F, RUN",
    "one_done, S, RUN",
    "one_done, KU, WAIT",
    "one_done, KKU, SKIP",
    "none_failed, SKK, RUN",
    "none_failed, KKK, RUN",
    "none_failed, SK, WAIT",
    "none_failed, U, FAIL",
    "none_failed_min_one_success, SKK, RUN",
    "none_failed_min_one_success, KKK, SKIP",
    "none_failed_min_one_success, F, FAIL",
    "none_skipped, SFU, RUN",
    "none_skipped, SF, WAIT",
    "none_skipped, K, SKIP",
    "all_skipped, KKK, RUN",
    "all_skipped, KK, WAIT",
    "all_skipped, S, SKIP",
    "always, '', RUN",
  })
  void itSaysWhatAirflowSays(String rule, String ended, Verdict verdict) {
    List<TaskState> states = ended.chars().mapToObj(TriggerRuleTest::state).toList();

    assertThat(TriggerRule.named(rule).orElseThrow().verdict(UpstreamStates.of(3, states)))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskWithoutUpstreamsMayBegin(TriggerRule rule) {
    assertThat(rule.verdict(UpstreamStates.of(0, List.of()))).isEqualTo(Verdict.RUN);
  }

  /** A task for which the rule can say nothing in the end would never be heard of again. */
  @ParameterizedTest
  @EnumSource
  void onceAllHaveEndedThereIsAVerdict(TriggerRule rule) {
    for (TaskState one : TaskState.values()) {
      for (TaskState other : TaskState.values()) {
        assertThat(rule.verdict(UpstreamStates.of(2, List.of(one, other))))
            .isNotEqualTo(Verdict.WAIT);
      }
    }
  }

  @Test
  void aRetryWaitsTwiceAsLongEachTime() {
    Retries retries = new Retries(9, Duration.ofSeconds(30), true, Duration.ofMinutes(10));

    assertThat(Stream.of(1, 2, 3, 5, 6, 9).map(retries::delayBefore))
        .extracting(Duration::toSeconds)
        .containsExactly(30L, 60L, 120L, 480L, 600L, 600L);
  }

  private static TaskState state(int letter) {
    return switch (letter) {
      case 'S' -> TaskState.SUCCESS;
      case 'F' -> TaskState.FAILED;
      case 'U' -> TaskState.UPSTREAM_FAILED;
      default -> TaskState.SKIPPED;
    };
  }
}
