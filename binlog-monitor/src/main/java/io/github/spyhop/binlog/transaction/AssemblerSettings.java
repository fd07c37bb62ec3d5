package io.github.spyhop.binlog.transaction;

import io.github.spyhop.binlog.charset.CharacterSets;
import io.github.spyhop.binlog.position.BinlogPosition;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link TransactionAssembler} needs to know.
 *
 * @param publishedTo what ends here or before was published already, and is read again only for XA
 *     transactions that are prepared in it; without GTIDs
 * @param skipped the ids of transactions that the operator gave up, with the reasons
 * @param preparedMax how many XA transactions may be prepared at a time
 * @param characterSets of the texts of statements; for this reader alone
 */
public record AssemblerSettings(
        SpillSettings spill,
        Optional<BinlogPosition> publishedTo,
        Map<String, String> skipped,
        int preparedMax,
        CharacterSets characterSets) {

    public AssemblerSettings {
        skipped = Map.copyOf(skipped);
    }
}
