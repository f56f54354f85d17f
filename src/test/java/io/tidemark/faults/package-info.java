/**
 * Faults on a real server: processes that are killed, connections that are cut, servers that crash,
 * disks that are full. After each, one more command makes everything whole.
 */
@NullMarked
package io.tidemark.faults;

import org.jspecify.annotations.NullMarked;
