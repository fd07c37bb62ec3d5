package io.github.spyhop.probe.capture;

import java.io.Closeable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;
import org.pcap4j.core.Pcaps;

/** One device, read without waiting. */
final class LiveDevice implements Closeable {

    private static final String ANY = "any";
    private static final int LINUX_COOKED_2 = 276;

    private final String name;
    private final int index;
    private final PcapHandle handle;
    private final Libpcap libpcap;
    private final MemorySegment pcap;
    private final LinkType link;
    private final Arena arena = Arena.ofShared();
    private final Libpcap.Found found = Libpcap.Found.in(arena);
    private final byte[] bytes;
    private final PacketView next = new PacketView();
    private boolean hasNext;

    private LiveDevice(String name, int index, PcapHandle handle, DeviceSettings settings)
            throws CaptureException {
        this.name = name;
        this.index = index;
        this.handle = handle;
        libpcap = Libpcap.load();
        pcap = Libpcap.of(handle);
        bytes = new byte[settings.snapLengthBytes()];
        link = linkOf();
    }

    /**
     * Opens a device.
     *
     * @param index tells it apart from others of the same capture
     * @throws CaptureException if it cannot be captured; the message says why and what to do
     */
    static LiveDevice open(String name, int index, DeviceSettings settings)
            throws CaptureException {
        Libpcap.load();
        PcapHandle handle = null;
        try {
            handle =
                    new PcapHandle.Builder(name)
                            .snaplen(settings.snapLengthBytes())
                            .promiscuousMode(
                                    settings.promiscuous()
                                            ? PromiscuousMode.PROMISCUOUS
                                            : PromiscuousMode.NONPROMISCUOUS)
                            .timeoutMillis((int) settings.delay().toMillis())
                            .bufferSize(settings.bufferBytes())
                            .timestampPrecision(TimestampPrecision.NANO)
                            .build();
            LiveDevice device = new LiveDevice(name, index, handle, settings);
            device.filter(settings);
            handle.setBlockingMode(BlockingMode.NONBLOCKING);
            return device;
        } catch (PcapNativeException | NotOpenException refused) {
            if (handle != null) {
                handle.close();
            }
            throw new CaptureException(
                    explain(name, String.valueOf(refused.getMessage())), refused);
        }
    }

    private LinkType linkOf() throws CaptureException {
        if (name.equals(ANY)) {
            // The newer header says which interface a packet came from.
            libpcap.setDatalink(pcap, LINUX_COOKED_2);
        }
        int number = libpcap.datalink(pcap);
        return LinkType.of(number).orElseThrow(() -> PcapFormat.notUnderstood(name, number));
    }

    private void filter(DeviceSettings settings) throws PcapNativeException, NotOpenException {
        try {
            handle.setFilter(settings.filterWithVlans(), BpfCompileMode.OPTIMIZE);
        } catch (PcapNativeException linkWithoutTags) {
            handle.setFilter(settings.filter(), BpfCompileMode.OPTIMIZE);
        }
    }

    private static String explain(String device, String reason) {
        String cause = reason.toLowerCase(Locale.ROOT);
        String remedy;
        if (cause.contains("permission") || cause.contains("not permitted")) {
            remedy =
                    "capturing needs the capability NET_RAW: run as root, or add it to the"
                            + " container (securityContext.capabilities.add: [NET_RAW])";
        } else if (cause.contains("no such device") || cause.contains("doesn't exist")) {
            remedy = "devices here are " + names() + "; \"any\" captures all of them";
        } else if (cause.contains("rx ring") || cause.contains("memory")) {
            remedy =
                    "the kernel cannot give the capture buffer: lower probe.buffer, or raise the"
                            + " memory limit";
        } else if (cause.contains("is not up") || cause.contains("down")) {
            remedy = "the device is down: bring it up, or name another in probe.device";
        } else {
            remedy = "see docs/probe-agent.md, \"Capture rights and devices\"";
        }
        return "cannot capture on " + device + ": " + reason + "; " + remedy;
    }

    private static List<String> names() {
        try {
            return Pcaps.findAllDevs().stream().map(PcapNetworkInterface::getName).toList();
        } catch (PcapNativeException notEvenThat) {
            return List.of();
        }
    }

    /** The next packet, read ahead; false if there is none now. */
    boolean fill() throws CaptureException {
        if (!hasNext && libpcap.next(pcap, found, bytes, next)) {
            next.from(link, index);
            hasNext = true;
        }
        return hasNext;
    }

    PacketView next() {
        return next;
    }

    /** The packet read ahead was taken; its bytes are good until {@link #fill}. */
    void taken() {
        hasNext = false;
    }

    int fd() {
        return libpcap.selectableFd(pcap);
    }

    SourceLosses losses() {
        try {
            PcapStat statistics = handle.getStats();
            return new SourceLosses(
                    statistics.getNumPacketsDropped(), statistics.getNumPacketsDroppedByIf(), 0);
        } catch (PcapNativeException | NotOpenException gone) {
            return SourceLosses.NONE;
        }
    }

    @Override
    public void close() {
        handle.close();
        arena.close();
    }
}
