package io.tidemark.report.console;

import java.nio.file.Path;

/**
 * How the log file is written.
 *
 * @param path the file
 * @param level the least level that it holds
 * @param form how its lines are written
 * @param maxBytes from this size on it is put aside and a new one begun; 0 for never
 */
public record LogFileOptions(Path path, LogLevel level, LogForm form, long maxBytes) {}
