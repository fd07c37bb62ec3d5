package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.json.JsonBytes;
import io.github.spyhop.binlog.transaction.Transaction;

/** What all messages of one transaction share. */
final class TransactionContext {

    private final String id;
    private final byte[] beforeRow;
    private final byte[] beforePosition;
    private final byte[] afterPosition;

    TransactionContext(Transaction transaction, String serverUuid, int total, JsonBytes scratch) {
        id = transaction.id();
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
        afterPosition = scratch.ascii(",\"total\":").number(total).ascii("}}").copyFrom(0);
    }

    String messageId(int row) {
        return id + ":" + row;
    }

    /** From the end of the values to the end of the message. */
    void writeTail(int row, int position, JsonBytes json) {
        json.raw(beforeRow).number(row).raw(beforePosition).number(position).raw(afterPosition);
    }
}
