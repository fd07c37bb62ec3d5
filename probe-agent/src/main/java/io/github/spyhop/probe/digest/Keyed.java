package io.github.spyhop.probe.digest;

/**
 * Something that windows count by. It remembers its place in the newest window, so that nothing has
 * to be looked up by its name for each statement.
 */
public abstract class Keyed {

    public static final int ABSENT = -1;

    private long window = -1;
    private int place;

    protected Keyed() {}

    /** Its place in this window, or {@link #ABSENT} if it was not seen in it yet. */
    public final int placeIn(long askedWindow) {
        return window == askedWindow ? place : ABSENT;
    }

    public final void placed(long inWindow, int at) {
        window = inWindow;
        place = at;
    }
}
