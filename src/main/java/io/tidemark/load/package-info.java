/**
 * Freeze, load, seal: increments applied in committed chunks, each with its checkpoint.
 *
 * <p>{@link io.tidemark.load.Load} is the way of an increment: {@code freeze} computes it and
 * decides, with {@code column} and {@code key}, how it is applied; {@code chunk} applies it; {@code
 * book} keeps how far it has come. {@link io.tidemark.load.FirstLoad} builds a table from nothing
 * and has it put in its place by {@code swap}. The packages below know nothing of this one.
 */
@NullMarked
package io.tidemark.load;

import org.jspecify.annotations.NullMarked;
