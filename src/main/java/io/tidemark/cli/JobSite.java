package io.tidemark.cli;

import io.tidemark.batch.StopSignal;
import io.tidemark.job.JobHouse;

/**
 * Where runs of jobs take place.
 *
 * @param stop ends them
 */
record JobSite(TargetConnection connection, JobHouse house, StopSignal stop) {}
