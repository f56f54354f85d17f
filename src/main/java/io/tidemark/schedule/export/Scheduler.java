package io.tidemark.schedule.export;

import java.util.List;
import java.util.Locale;

/** What launches jobs. */
public enum Scheduler {
  /** One crontab for all jobs. */
  CRON,
  /** A service and a timer a job. */
  SYSTEMD,
  /** A CronJob a job. */
  KUBERNETES,
  /** A DAG file a job, for Airflow 2 (from 2.4 on) and 3. */
  AIRFLOW;

  /** Its name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The templates that it needs, by their files' names. */
  List<String> templates() {
    return switch (this) {
      case CRON -> List.of("crontab.mustache");
      case SYSTEMD -> List.of("service.mustache", "timer.mustache");
      case KUBERNETES -> List.of("cronjob.yaml.mustache");
      case AIRFLOW -> List.of("dag.py.mustache");
    };
  }

  /** A value as a template of this scheduler writes it with two braces. */
  String quoted(String value) {
    return switch (this) {
      case CRON -> CrontabText.quoted(value);
      case SYSTEMD -> SystemdText.quoted(value);
      case KUBERNETES -> YamlText.quoted(value);
      case AIRFLOW -> PythonText.quoted(value);
    };
  }

  /** Whether it can launch a job that has no schedule. */
  boolean takesUnscheduled() {
    return this == AIRFLOW;
  }
}
