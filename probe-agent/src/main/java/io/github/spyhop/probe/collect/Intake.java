package io.github.spyhop.probe.collect;

import io.github.spyhop.probe.outbox.DamagedFrameException;
import io.github.spyhop.probe.outbox.WindowFrame;

/** Takes the windows of other nodes. */
@FunctionalInterface
interface Intake {

    /**
     * Returns the window's id once it is stored, however long that takes.
     *
     * @throws InterruptedException if this node is not to collect any more
     */
    String take(WindowFrame frame) throws DamagedFrameException, InterruptedException;
}
