/**
 * What one application of an increment took.
 *
 * @param seconds on the clock, its commits included
 * @param processor seconds of the backend, or NaN where they can't be read
 * @param log megabytes of write-ahead log
 * @param dead row versions that it left behind, in thousands
 * @param growth of the table and its index, in megabytes
 */
record Cost(double seconds, double processor, double log, double dead, double growth) {}
