package io.github.spyhop.testbed.server;

import java.util.List;

/**
 * The settings of every MySQL of the testbed: the binary log by row and with GTIDs, full row
 * metadata, every statement consumer of performance_schema and the EVENT scheduler on, as Spyhop's
 * users are told to set theirs.
 */
final class MySqlSettings {

    static final List<String> COMMON =
            List.of(
                    "--skip-name-resolve",
                    "--server-id=1",
                    "--log-bin=binlog",
                    "--gtid-mode=ON",
                    "--enforce-gtid-consistency=ON",
                    "--binlog-row-metadata=FULL",
                    "--event-scheduler=ON",
                    "--innodb-buffer-pool-size=64M",
                    "--innodb-flush-log-at-trx-commit=2",
                    "--sync-binlog=0",
                    "--max-connections=500",
                    "--performance-schema-consumer-events-statements-history-long=ON");

    private MySqlSettings() {}
}
