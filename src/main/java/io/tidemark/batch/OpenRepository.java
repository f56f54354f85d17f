package io.tidemark.batch;

import java.util.Objects;
import java.util.function.Function;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The job repository on connections of its own. Thread-safe.
 *
 * @param repository each call of it is a transaction, unless it is made in one of {@code
 *     transactions}
 * @param transactions make several calls one: all of it is written or nothing, and waited for once
 */
public record OpenRepository(JobRepository repository, TransactionOperations transactions) {

  /** Does several things in one transaction. */
  public <T> T atOnce(Function<JobRepository, T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.apply(repository)));
  }
}
