/**
 * Jobs as what external schedulers read: a crontab, systemd units, Kubernetes CronJobs, Airflow
 * DAGs. Rendered from Mustache templates that a project may override.
 */
@NullMarked
package io.tidemark.schedule.export;

import org.jspecify.annotations.NullMarked;
