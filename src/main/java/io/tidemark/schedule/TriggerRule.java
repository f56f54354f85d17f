package io.tidemark.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When a task may begin, by the states of the tasks that it depends on. Names and meaning are
 * Airflow's, also where a rule decides before all of them have ended.
 */
public enum TriggerRule {
  /** All have succeeded. */
  ALL_SUCCESS {
    @Override
    Verdict of(UpstreamStates states) {
      if (states.allFailures() > 0) {
        return Verdict.FAIL;
      }
      return states.skipped() > 0 ? Verdict.SKIP : runIf(states.success() == states.all());
    }
  },
  /** All have failed. */
  ALL_FAILED {
    @Override
    Verdict of(UpstreamStates states) {
      if (states.success() > 0 || states.skipped() > 0) {
        return Verdict.SKIP;
      }
      return runIf(states.done());
    }
  },
  /** All have ended, however. */
  ALL_DONE {
    @Override
    Verdict of(UpstreamStates states) {
      return runIf(states.done());
    }
  },
  /** All have ended, none was skipped, and one at least has succeeded. */
  ALL_DONE_MIN_ONE_SUCCESS {
    @Override
    Verdict of(UpstreamStates states) {
      if (states.skipped() > 0) {
        return Verdict.SKIP;
      }
      if (!states.done()) {
        return Verdict.WAIT;
      }
      return states.success() == 0 ? Verdict.FAIL : Verdict.RUN;
    }
  },
  /** One has succeeded; the others need not have ended. */
  ONE_SUCCESS {
    @Override
    Verdict of(UpstreamStates states) {
      if (states.success() > 0) {
        return Verdict.RUN;
      }
      if (!states.done()) {
        return Verdict.WAIT;
      }
      return states.skipped() == states.all() ? Verdict.SKIP : Verdict.FAIL;
    }
  },
  /** One has failed; the others need not have ended. */
  ONE_FAILED {
    @Override
    Verdict of(UpstreamStates states) {
      return states.allFailures() > 0 ? Verdict.RUN : skipOnceDone(states);
    }
  },
  /** One has succeeded or failed; the others need not have ended. */
  ONE_DONE {
    @Override
    Verdict of(UpstreamStates states) {
      return states.success() + states.failed() > 0 ? Verdict.RUN : skipOnceDone(states);
    }
  },
  /** All have succeeded or were skipped. */
  NONE_FAILED {
    @Override
    Verdict of(UpstreamStates states) {
      return states.allFailures() > 0 ? Verdict.FAIL : runIf(states.done());
    }
  },
  /** All have succeeded or were skipped, and one at least has succeeded. */
  NONE_FAILED_MIN_ONE_SUCCESS {
    @Override
    Verdict of(UpstreamStates states) {
      if (states.allFailures() > 0) {
        return Verdict.FAIL;
      }
      return states.skipped() == states.all() ? Verdict.SKIP : runIf(states.done());
    }
  },
  /** All have ended and none was skipped. */
  NONE_SKIPPED {
    @Override
    Verdict of(UpstreamStates states) {
      return states.skipped() > 0 ? Verdict.SKIP : runIf(states.done());
    }
  },
  /** All were skipped. */
  ALL_SKIPPED {
    @Override
    Verdict of(UpstreamStates states) {
      boolean other = states.success() > 0 || states.allFailures() > 0;
      return other ? Verdict.SKIP : runIf(states.done());
    }
  },
  /** At once, whatever the others do. */
  ALWAYS {
    @Override
    Verdict of(UpstreamStates states) {
      return Verdict.RUN;
    }
  };

  /** What a rule says at a moment. */
  public enum Verdict {
    /** It can't be told yet. */
    WAIT,
    /** The task may begin. */
    RUN,
    /** The task is skipped. */
    SKIP,
    /** The task is not tried, because a task before it failed. */
    FAIL
  }

  /** What the rule says; a task that depends on none may begin. */
  public Verdict verdict(UpstreamStates states) {
    return states.all() == 0 ? Verdict.RUN : of(states);
  }

  abstract Verdict of(UpstreamStates states);

  /** The rule of a name; empty if there is none. */
  public static Optional<TriggerRule> named(String name) {
    return Arrays.stream(values()).filter(rule -> rule.dagName().equals(name)).findFirst();
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(TriggerRule::dagName).toList();
  }

  /** The name in a job file: {@code all_success}. */
  public String dagName() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Verdict runIf(boolean ready) {
    return ready ? Verdict.RUN : Verdict.WAIT;
  }

  private static Verdict skipOnceDone(UpstreamStates states) {
    return states.done() ? Verdict.SKIP : Verdict.WAIT;
  }
}
