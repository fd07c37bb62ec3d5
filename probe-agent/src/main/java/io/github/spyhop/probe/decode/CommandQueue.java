package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.decode.client.Command;
import org.jspecify.annotations.Nullable;

/** The commands of a connection that wait for their response, oldest first: a ring that grows. */
final class CommandQueue {

    private static final int FIRST_CAPACITY = 2;

    private @Nullable Command[] commands = new Command[FIRST_CAPACITY];
    private int[] sequences = new int[FIRST_CAPACITY];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /**
     * @param sequence the sequence number that its response begins with
     */
    void add(Command command, int sequence) {
        if (size == commands.length) {
            grow();
        }
        int tail = head + size & commands.length - 1;
        commands[tail] = command;
        sequences[tail] = sequence;
        size++;
    }

    Command head() {
        Command command = commands[head];
        if (command == null) {
            throw new IllegalStateException("no command is under way");
        }
        return command;
    }

    int headSequence() {
        return sequences[head];
    }

    void remove() {
        head = head + 1 & commands.length - 1;
        size--;
    }

    void clear() {
        size = 0;
    }

    private void grow() {
        @Nullable Command[] wider = new Command[2 * size];
        int[] widerSequences = new int[2 * size];
        for (int i = 0; i < size; i++) {
            wider[i] = commands[head + i & size - 1];
            widerSequences[i] = sequences[head + i & size - 1];
        }
        commands = wider;
        sequences = widerSequences;
        head = 0;
    }
}
