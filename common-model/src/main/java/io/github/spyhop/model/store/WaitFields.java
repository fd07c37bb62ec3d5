package io.github.spyhop.model.store;

/** The fields of {@link StoreCollection#WAITS}, whose events are fields themselves. */
public final class WaitFields {

    /** What stretch of time a document is of, a {@link WaitLevel}. */
    public static final String LEVEL = "level";

    /** Until when a document is kept. */
    public static final String EXPIRES_AT = "expires_at";

    /** The events by their names, each with its count and time. */
    public static final String EVENTS = "events";

    public static final String COUNT = "count";
    public static final String MICROS = "wait_micros_sum";

    /** Stands for all events that are not kept one by one. */
    public static final String OTHER = "other";

    private static final char DOT = '.';
    private static final char STORED_DOT = '\uff0e';

    private WaitFields() {}

    /** An event's name as a field, whose paths MongoDB splits at dots. */
    public static String stored(String event) {
        return event.replace(DOT, STORED_DOT);
    }

    /** The event's name that a field stands for. */
    public static String shown(String field) {
        return field.replace(STORED_DOT, DOT);
    }
}
