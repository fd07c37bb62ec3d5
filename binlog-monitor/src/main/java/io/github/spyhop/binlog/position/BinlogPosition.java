package io.github.spyhop.binlog.position;

/**
 * A place in a server's binlog files.
 *
 * @param file such as {@code binlog.000003}
 * @param offset in bytes from the file's start; a file may exceed 4 GiB by its last transaction
 */
public record BinlogPosition(String file, long offset) implements Comparable<BinlogPosition> {

    /** Where the first event of every file stands, behind the magic number. */
    public static final long FIRST_OFFSET = 4;

    /** Of two places in one server's files, the later one is greater. */
    @Override
    public int compareTo(BinlogPosition other) {
        int byFile = Long.compare(fileNumber(), other.fileNumber());
        return byFile != 0 ? byFile : Long.compare(offset, other.offset);
    }

    private long fileNumber() {
        String digits = file.substring(file.lastIndexOf('.') + 1);
        return digits.isEmpty() || !digits.chars().allMatch(Character::isDigit)
                ? 0
                : Long.parseLong(digits);
    }

    @Override
    public String toString() {
        return file + ":" + offset;
    }
}
