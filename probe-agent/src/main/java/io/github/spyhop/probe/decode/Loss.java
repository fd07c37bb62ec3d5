package io.github.spyhop.probe.decode;

/** Why something that went over the wire could not be read. */
public enum Loss {
    /** Bytes of the connection were not captured. */
    GAP,
    /** The connection is encrypted. */
    TLS,
    /** The connection had begun before the capture; until the first provable command nothing is known. */
    JOINED_LATE,
    /** The bytes contradict the protocol. */
    PROTOCOL,
    /** The protocol before MySQL 4.1. */
    OLD_PROTOCOL,
    /** A compressed packet could not be decompressed. */
    COMPRESSION,
    /** There was no room to keep what arrived in pieces. */
    MEMORY_LIMIT,
    /** More commands were under way on a connection than the limit. */
    PIPELINE_LIMIT,
    /** The connection ended before the response. */
    UNANSWERED,
    /** The connection was forgotten, being idle or beyond the limit of connections. */
    FORGOTTEN,
    /** An execution of a statement whose preparation was not seen. */
    STATEMENT_UNKNOWN,
    /** A statement too long to be read whole. */
    STATEMENT_CUT,
    /** Its bytes made the decoder fail: a fault of ours, which ends with the connection. */
    FAULT,
    /** Binary log, clone or replication streams: they carry no statements. */
    REPLICATION
}
