package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.json.JsonBytes;
import io.github.spyhop.binlog.transaction.Transaction;

/** What all messages of one transaction share. */
final class TransactionContext {

    private final String id;
    private final byte[] origin;
    private final byte[] beforeRow;
    private final byte[] beforePosition;
    private final byte[] afterPosition;
    private final byte[] afterMerged;

    TransactionContext(Transaction transaction, String serverUuid, int total, JsonBytes scratch) {
        id = transaction.id();
        scratch.clear();
        if (transaction.gtid() != null) {
            scratch.ascii(",\"gtid\":\"").ascii(id).raw('"');
        }
        origin =
                scratch.ascii(",\"server_uuid\":\"")
                        .ascii(serverUuid)
                        .ascii("\",\"transaction\":{\"id\":")
                        .string(id)
                        .ascii("}}")
                        .copyFrom(0);
        scratch.clear();
        scratch.raw('}');
        if (transaction.gtid() != null) {
            scratch.ascii(",\"gtid\":\"").ascii(id).raw('"');
        }
        beforeRow = scratch.ascii(",\"row\":").copyFrom(0);
        scratch.clear();
        beforePosition =
                scratch.ascii(",\"server_uuid\":\"")
                        .ascii(serverUuid)
                        .ascii("\",\"transaction\":{\"id\":")
                        .string(id)
                        .ascii(",\"position\":")
                        .copyFrom(0);
        scratch.clear();
        afterMerged =
                scratch.ascii(",\"server_uuid\":\"")
                        .ascii(serverUuid)
                        .ascii("\",\"transaction\":{\"id\":")
                        .string(id)
                        .ascii("},\"merged\":")
                        .copyFrom(0);
        scratch.clear();
        afterPosition = scratch.ascii(",\"total\":").number(total).ascii("}}").copyFrom(0);
    }

    String messageId(int row) {
        return id + ":" + row;
    }

    /** From the end of the values to the end of the message. */
    void writeTail(int row, int position, JsonBytes json) {
        json.raw(beforeRow).number(row).raw(beforePosition).number(position).raw(afterPosition);
    }

    /** The same of a row that stands for several changes. */
    void writeMergedTail(int row, int changes, JsonBytes json) {
        json.raw(beforeRow).number(row).raw(afterMerged).number(changes).raw('}');
    }

    String messageId(String what) {
        return id + ":" + what;
    }

    /** Of a statement between or instead of rows, by its number from 1. */
    String statementId(int number) {
        return id + ":ddl" + number;
    }

    /** From the end of what is no row to the end of the message. */
    void writeOrigin(JsonBytes json) {
        json.raw(origin);
    }
}
