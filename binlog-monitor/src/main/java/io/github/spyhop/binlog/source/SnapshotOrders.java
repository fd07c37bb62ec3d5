package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.order.Orders;
import io.github.spyhop.binlog.snapshot.SnapshotOrder;
import io.github.spyhop.binlog.snapshot.SnapshotSettings;
import io.github.spyhop.binlog.snapshot.SnapshotState;
import java.util.Optional;

/** Which snapshot a source is to have. */
final class SnapshotOrders {

    private SnapshotOrders() {}

    /** The one that was ordered last, or that of the configuration. */
    static Optional<SnapshotOrder> wanted(Orders orders, SnapshotSettings settings) {
        if (orders.snapshot().isPresent() || settings.tables().isEmpty()) {
            return orders.snapshot();
        }
        return Optional.of(new SnapshotOrder(SnapshotOrder.INITIAL, settings.tables(), false));
    }

    /** One that is not done begins anew where the source does not go on where it had ended. */
    static Optional<SnapshotState> kept(Optional<SnapshotState> kept, Orders orders) {
        boolean goesOn = orders.restart().isEmpty();
        return kept.map(state -> goesOn || state.current().isEmpty() ? state : state.anew());
    }
}
