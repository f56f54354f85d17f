package io.tidemark.transfer;

import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.plan.TransferRequest;
import java.util.function.Supplier;

/**
 * Copies one table of another database into the target. For one thread, which may get help from
 * idle ones.
 */
public final class Transfer {

  /**
   * Copies through these sessions.
   *
   * @param session one of the target, not in a transaction
   * @param schema the engine's own schema in the target
   * @param source opens a new session of the source's database each time; the transfer closes it
   * @param listener hears how it goes on
   * @param idle who may help, where the request asks for more than one part
   */
  public Transfer(
      Session session,
      Statements statements,
      Identifier schema,
      Supplier<Session> source,
      TransferListener listener,
      IdleThreads idle) {}

  /**
   * Brings the copy up to date: ends what somebody has left unfinished, then takes over what the
   * source has now. Takes the relation's lock for as long as it lasts.
   *
   * @param atSeal runs in the transaction that completes the copy, after the swap where there is
   *     one: grants, descriptions, hooks. May run twice, for what was left and for what is new
   * @throws io.tidemark.load.increment.LoadException if what is asked for can't be done; found
   *     before a row is written, as a rule
   * @throws io.tidemark.postgres.StatementException if either server refuses a statement or is gone
   * @throws io.tidemark.postgres.ConnectionException if the source can't be connected to
   * @throws UnfinishedTransferException around one of these if rows were committed before
   */
  public TransferResult run(TransferRequest request, Runnable atSeal) {
    throw new UnsupportedOperationException("not there yet");
  }
}
