package io.tidemark.transfer.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some whole rows of a chunk, as bytes.
 *
 * @param bytes holds them
 * @param offset where the first one begins
 * @param length how many bytes they are
 * @param rows how many rows they are
 * @param last the raw fields of the order's columns of the last row
 * @param endsChunk true if no more rows of its chunk come
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Block(
    byte[] bytes,
    int offset,
    int length,
    int rows,
    List<byte @Nullable []> last,
    boolean endsChunk) {}
