package io.github.spyhop.binlog.transaction;

import java.nio.file.Path;

/**
 * Where and from when transactions go to disk.
 *
 * @param memoryBytesMax what one transaction may hold in memory
 * @param bytesMax a larger transaction stops the source
 */
public record SpillSettings(Path folder, int memoryBytesMax, long bytesMax) {}
