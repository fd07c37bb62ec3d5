package io.github.spyhop.probe.capture;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.nio.file.Path;
import org.pcap4j.core.PcapHandle;

/**
 * The functions of libpcap that read packets, called without the objects that pcap4j makes of each:
 * pcap4j opens, filters and counts, and here packets are read from its handle.
 *
 * <p>The library is the one in {@value #LIBRARY_VARIABLE} (a file), else that of the system.
 */
@SuppressWarnings("restricted") // native access is what it is for
final class Libpcap {

    static final String LIBRARY_VARIABLE = "SPYHOP_LIBPCAP";
    private static final String PCAP4J_LIBRARY = "org.pcap4j.core.pcapLibName";

    /** {@code struct pcap_pkthdr} of a 64-bit system: seconds, fraction, captured, length. */
    private static final long FRACTION = 8;

    private static final long CAPTURED = 16;
    private static final long LENGTH = 20;

    private static final short POLLIN = 1;
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private static final Libpcap INSTANCE = new Libpcap();

    private final MethodHandle nextEx;
    private final MethodHandle selectableFd;
    private final MethodHandle datalink;
    private final MethodHandle setDatalink;
    private final MethodHandle poll;

    private Libpcap() {
        Linker linker = Linker.nativeLinker();
        Path file = NativeLibrary.getInstance(libraryName()).getFile().toPath();
        SymbolLookup pcap = SymbolLookup.libraryLookup(file, Arena.global());
        ValueLayout.OfInt number = ValueLayout.JAVA_INT;
        nextEx = of(linker, pcap, "pcap_next_ex", number, POINTER, POINTER, POINTER);
        selectableFd = of(linker, pcap, "pcap_get_selectable_fd", number, POINTER);
        datalink = of(linker, pcap, "pcap_datalink", number, POINTER);
        setDatalink = of(linker, pcap, "pcap_set_datalink", number, POINTER, number);
        poll =
                of(
                        linker,
                        linker.defaultLookup(),
                        "poll",
                        number,
                        POINTER,
                        ValueLayout.JAVA_LONG,
                        number);
    }

    private static MethodHandle of(
            Linker linker,
            SymbolLookup library,
            String name,
            MemoryLayout result,
            MemoryLayout... parameters) {
        return linker.downcallHandle(
                library.find(name)
                        .orElseThrow(() -> new UnsatisfiedLinkError("libpcap has no " + name)),
                FunctionDescriptor.of(result, parameters));
    }

    /**
     * The functions.
     *
     * @throws CaptureException if there is no libpcap
     */
    static Libpcap load() throws CaptureException {
        try {
            return INSTANCE;
        } catch (ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError none) {
            throw missing(none);
        }
    }

    static CaptureException missing(Throwable cause) {
        return new CaptureException(
                "libpcap cannot be loaded: install it (Debian and Ubuntu: libpcap0.8, Red Hat:"
                        + " libpcap), or name its file in "
                        + LIBRARY_VARIABLE,
                cause);
    }

    /** Tells pcap4j which library to load; must come before its first use. */
    static String libraryName() {
        String named = System.getenv().getOrDefault(LIBRARY_VARIABLE, "");
        if (!named.isBlank()) {
            System.setProperty(PCAP4J_LIBRARY, named);
        }
        return System.getProperty(PCAP4J_LIBRARY, "pcap");
    }

    /** The {@code pcap_t} of a handle of pcap4j, which has no accessor for it. */
    static MemorySegment of(PcapHandle handle) {
        try {
            Field field = PcapHandle.class.getDeclaredField("handle");
            field.setAccessible(true);
            return MemorySegment.ofAddress(Pointer.nativeValue((Pointer) field.get(handle)));
        } catch (ReflectiveOperationException anotherPcap4j) {
            throw new IllegalStateException("pcap4j keeps its handle elsewhere", anotherPcap4j);
        }
    }

    /** Two pointers that the library sets. */
    record Found(MemorySegment header, MemorySegment bytes) {

        static Found in(Arena arena) {
            return new Found(arena.allocate(POINTER), arena.allocate(POINTER));
        }
    }

    /**
     * Reads the next packet into the array and the view.
     *
     * @param found the two pointers that the library sets: to the header and to the bytes
     * @return false if there is none now
     */
    boolean next(MemorySegment pcap, Found found, byte[] target, PacketView packet)
            throws CaptureException {
        int outcome;
        try {
            outcome = (int) nextEx.invokeExact(pcap, found.header, found.bytes);
        } catch (Throwable unexpected) {
            throw new IllegalStateException(unexpected);
        }
        if (outcome < 0) {
            throw new CaptureException("reading packets failed: the device may be gone or down");
        }
        if (outcome == 0) {
            return false;
        }
        long header = found.header.get(ValueLayout.JAVA_LONG, 0);
        long data = found.bytes.get(ValueLayout.JAVA_LONG, 0);
        long seconds = ALL.get(ValueLayout.JAVA_LONG, header);
        long nanos = ALL.get(ValueLayout.JAVA_LONG, header + FRACTION);
        int captured = Math.min(target.length, ALL.get(ValueLayout.JAVA_INT, header + CAPTURED));
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, data, target, 0, captured);
        packet.set(target, 0, captured);
        packet.stamp(
                seconds * 1_000_000_000L + nanos,
                Math.max(captured, ALL.get(ValueLayout.JAVA_INT, header + LENGTH)));
        return true;
    }

    int selectableFd(MemorySegment pcap) {
        return call(selectableFd, pcap);
    }

    int datalink(MemorySegment pcap) {
        return call(datalink, pcap);
    }

    /** Whether the handle could be switched to this link type. */
    boolean setDatalink(MemorySegment pcap, int linkType) {
        try {
            return (int) setDatalink.invokeExact(pcap, linkType) == 0;
        } catch (Throwable unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static int call(MethodHandle function, MemorySegment pcap) {
        try {
            return (int) function.invokeExact(pcap);
        } catch (Throwable unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /**
     * An array of {@code struct pollfd} that waits for these to have something to read.
     *
     * <pre>fd:4 events:2 returned:2</pre>
     */
    static MemorySegment pollSet(Arena arena, int... fds) {
        MemorySegment set = arena.allocate(8L * fds.length, 4);
        for (int i = 0; i < fds.length; i++) {
            set.set(ValueLayout.JAVA_INT, 8L * i, fds[i]);
            set.set(ValueLayout.JAVA_SHORT, 8L * i + 4, POLLIN);
        }
        return set;
    }

    /** Waits until one of the set has something to read, or the time is over. */
    void await(MemorySegment pollSet, int millis) {
        try {
            int ignored = (int) poll.invokeExact(pollSet, pollSet.byteSize() / 8, millis);
        } catch (Throwable unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
