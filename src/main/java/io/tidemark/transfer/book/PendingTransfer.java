package io.tidemark.transfer.book;

import io.tidemark.load.book.FreezingProcess;
import io.tidemark.transfer.plan.TransferProgress;
import java.time.Instant;

/**
 * A transfer that is not completed: somebody has left it, or it is going on.
 *
 * @param schema the schema of the copy
 * @param name the name of the copy
 * @param node the unique id of the node
 * @param progress how far it has come
 * @param begunAt when it was begun
 * @param movedAt when its last chunk was committed
 * @param invocationId the run that began it
 * @param process the process that began it
 * @param running true if somebody is writing the copy at this moment
 */
public record PendingTransfer(
    String schema,
    String name,
    String node,
    TransferProgress progress,
    Instant begunAt,
    Instant movedAt,
    String invocationId,
    FreezingProcess process,
    boolean running) {}
