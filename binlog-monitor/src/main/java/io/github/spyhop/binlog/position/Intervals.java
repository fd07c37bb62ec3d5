package io.github.spyhop.binlog.position;

import java.util.Arrays;

/** Numbers as sorted, disjoint, not adjacent intervals; the common case extends the last one. */
final class Intervals {

    private static final int INITIAL = 4;

    /** First and last of each, in turn. */
    private long[] bounds = new long[2 * INITIAL];

    private int size;

    void add(long first, long last) {
        if (size > 0 && first == bounds[2 * size - 1] + 1) {
            bounds[2 * size - 1] = last;
            return;
        }
        int from = 0;
        while (from < size && bounds[2 * from + 1] < first - 1) {
            from++;
        }
        int to = from;
        long low = first;
        long high = last;
        while (to < size && bounds[2 * to] <= last + 1) {
            low = Math.min(low, bounds[2 * to]);
            high = Math.max(high, bounds[2 * to + 1]);
            to++;
        }
        replace(from, to, low, high);
    }

    private void replace(int from, int to, long low, long high) {
        int grown = size - (to - from) + 1;
        if (2 * grown > bounds.length) {
            bounds = Arrays.copyOf(bounds, 4 * grown);
        }
        System.arraycopy(bounds, 2 * to, bounds, 2 * (from + 1), 2 * (size - to));
        bounds[2 * from] = low;
        bounds[2 * from + 1] = high;
        size = grown;
    }

    void addAll(Intervals other) {
        for (int i = 0; i < other.size; i++) {
            add(other.bounds[2 * i], other.bounds[2 * i + 1]);
        }
    }

    boolean contains(long number) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (number < bounds[2 * middle]) {
                high = middle - 1;
            } else if (number > bounds[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    Intervals minus(Intervals other) {
        Intervals rest = new Intervals();
        for (int i = 0; i < size; i++) {
            long first = bounds[2 * i];
            long last = bounds[2 * i + 1];
            for (int j = 0; j < other.size && first <= last; j++) {
                long cutFirst = other.bounds[2 * j];
                long cutLast = other.bounds[2 * j + 1];
                if (cutLast >= first && cutFirst <= last) {
                    if (cutFirst > first) {
                        rest.add(first, cutFirst - 1);
                    }
                    first = cutLast + 1;
                }
            }
            if (first <= last) {
                rest.add(first, last);
            }
        }
        return rest;
    }

    long count() {
        long count = 0;
        for (int i = 0; i < size; i++) {
            count += bounds[2 * i + 1] - bounds[2 * i] + 1;
        }
        return count;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ":").append(bounds[2 * i]);
            if (bounds[2 * i + 1] > bounds[2 * i]) {
                text.append('-').append(bounds[2 * i + 1]);
            }
        }
        return text.toString();
    }
}
