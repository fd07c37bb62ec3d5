package io.github.spyhop.probe.capture;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * One or more devices, their packets in the order of their time stamps. Of several devices, a packet
 * waits until those of another that are older must have been handed over too.
 */
public final class LiveCapture implements PacketSource {

    private static final int IDLE_MILLIS = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<LiveDevice> devices;
    private final String name;
    private final long settledNanos;
    private final Libpcap libpcap;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment pollSet;
    private SourceLosses last = SourceLosses.NONE;
    private boolean closed;

    private LiveCapture(List<LiveDevice> devices, DeviceSettings settings) throws CaptureException {
        this.devices = devices;
        name = String.join(",", settings.devices());
        settledNanos = 2 * settings.delay().toNanos();
        libpcap = Libpcap.load();
        pollSet = Libpcap.pollSet(arena, devices.stream().mapToInt(LiveDevice::fd).toArray());
    }

    /**
     * Opens the devices.
     *
     * @throws CaptureException if one cannot be captured; none is open then
     */
    public static LiveCapture open(DeviceSettings settings) throws CaptureException {
        List<LiveDevice> devices = new ArrayList<>();
        try {
            for (String device : settings.devices()) {
                devices.add(LiveDevice.open(device, devices.size(), settings));
            }
            return new LiveCapture(devices, settings);
        } catch (CaptureException refused) {
            devices.forEach(LiveDevice::close);
            throw refused;
        }
    }

    @Override
    public Read next(PacketView packet) throws IOException {
        LiveDevice oldest = oldest();
        if (oldest == null) {
            libpcap.await(pollSet, IDLE_MILLIS);
            oldest = oldest();
        }
        if (oldest == null) {
            return Read.IDLE;
        }
        oldest.taken();
        packet.showOther(oldest.next());
        return Read.PACKET;
    }

    private @org.jspecify.annotations.Nullable LiveDevice oldest() throws CaptureException {
        LiveDevice oldest = null;
        boolean oneIsSilent = false;
        for (int i = 0; i < devices.size(); i++) {
            LiveDevice device = devices.get(i);
            if (!device.fill()) {
                oneIsSilent = true;
            } else if (oldest == null || device.next().nanos() < oldest.next().nanos()) {
                oldest = device;
            }
        }
        if (oldest != null && oneIsSilent && !isSettled(oldest.next().nanos())) {
            return null;
        }
        return oldest;
    }

    /** Whether every device must have handed over what is older than this. */
    private boolean isSettled(long nanos) {
        return devices.size() == 1
                || System.currentTimeMillis() * NANOS_PER_MILLI - nanos > settledNanos;
    }

    @Override
    public synchronized SourceLosses losses() {
        if (!closed) {
            SourceLosses all = SourceLosses.NONE;
            for (LiveDevice device : devices) {
                all = all.plus(device.losses());
            }
            last = all;
        }
        return last;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            devices.forEach(LiveDevice::close);
            arena.close();
        }
    }
}
