package org.paceline.cli.iperf.station;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.measure.ThreadGrants;
import org.paceline.cli.iperf.transport.UtcpTransport;
import org.paceline.nic.WireDevice;
import org.paceline.nic.decorate.CapturingDevice;
import org.paceline.nic.linux.LinkSettings;
import org.paceline.nic.linux.PacketSettings;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.linux.TapDevice;
import org.paceline.nic.wire.IpAddress;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.utcp.runtime.DepartureListener;
import org.paceline.utcp.runtime.IpgChoice;
import org.paceline.utcp.runtime.LoopConfig;
import org.paceline.utcp.runtime.LoopUse;
import org.paceline.utcp.runtime.StackLoop;
import org.paceline.utcp.runtime.UtcpSocket;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.tcp.TcpConfig;

/** A device with a running stack on it, until it is closed. */
public final class Station implements AutoCloseable {
    /** The gap of a full frame at 100 Mb/s, where this stack is at home. */
    private static final long NOISE_INTERVAL_NS = 120_000;

    /** A quarter of a second: some 60 timer ticks fall into it. */
    private static final int NOISE_DEADLINES = 2_000;

    private final StackLoop loop;
    private final UtcpTransport transport;
    private final Scheduling scheduling;
    private final boolean unstamped;
    private final @Nullable CapturingDevice capture;

    private Station(
            WireDevice device, StackLoop loop, UtcpTransport transport, Scheduling scheduling, boolean unstamped) {
        this.unstamped = unstamped;
        this.capture = device instanceof CapturingDevice capturing ? capturing : null;
        this.loop = loop;
        this.transport = transport;
        this.scheduling = scheduling;
    }

    /**
     * Opens the device and starts the stack.
     *
     * @param departures told of every frame with data that leaves
     * @throws org.paceline.nic.DeviceException when the device cannot be opened, with the line to show
     * @throws IllegalArgumentException when address and gateway do not fit
     */
    public static Station open(StationSettings settings, DepartureListener departures) {
        SecureRandom secret = new SecureRandom();
        StackConfig stack = StackConfig.of(settings.network(), secret.nextLong(), secret.nextLong());
        Scheduling scheduling = new Scheduling(settings);
        LoopConfig config = LoopConfig.defaults()
                .withWaitMode(settings.waitMode())
                .withOnThread(scheduling)
                .withDepartures(departures)
                .withIpg(settings.ipg())
                .withDeviceQueue(settings.deviceQueue())
                .withCpuHeadroom(settings.cpuHeadroom());
        WireDevice device = captured(settings.capture(), device(settings));
        StackLoop loop = StackLoop.open(device, stack, config);
        return new Station(
                device,
                loop,
                new UtcpTransport(loop, TcpConfig.defaults()),
                scheduling,
                settings.txStamps() && !device.stamps().offered());
    }

    /**
     * Connects by settings that the transport's options do not reach.
     *
     * @throws IOException when nobody answers in time, or refuses
     */
    public UtcpSocket connect(InetAddress host, int port, TcpConfig config, long timeoutNs) throws IOException {
        return loop.connect(IpAddress.of(host.getAddress()), port, config, timeoutNs);
    }

    public UtcpTransport transport() {
        return transport;
    }

    /** Lateness of the stack's waiter with nothing to send; takes a quarter of a second, to be asked before a test. */
    public Percentiles noiseFloor() throws IOException {
        return loop.noiseFloor(NOISE_INTERVAL_NS, NOISE_DEADLINES);
    }

    /** Frames that the capture lacks because the disk did not keep up; complete when the station is closed. */
    public long uncapturedFrames() {
        return capture == null ? 0 : capture.droppedFrames();
    }

    /**
     * What was asked of the thread or the device and not granted, a line each; complete once the stack has answered
     * anything.
     */
    public List<String> refusals() {
        List<String> refusals = new ArrayList<>(scheduling.refusals());
        if (unstamped) {
            refusals.add("the device has no transmit stamps; --tx-stamps takes --device packet:INTERFACE");
        }
        IpgChoice choice = loop.ipg();
        if (!choice.granted()) {
            refusals.add(choice.reason() + "; frames are released by the timer");
        }
        return refusals;
    }

    /** What holds the gap between frames, and why. */
    public IpgChoice ipg() {
        return loop.ipg();
    }

    /** How the stack's thread is scheduled; known once the stack has answered anything. */
    public ThreadGrants grants() {
        return scheduling.grants();
    }

    /** What the stack's thread has used so far. */
    LoopUse use() throws IOException {
        return loop.use();
    }

    /** Resets what is open and closes the device; what the stack reported before is complete then. */
    @Override
    public void close() {
        loop.close();
    }

    private static WireDevice device(StationSettings settings) {
        String name = settings.device().interfaceName();
        boolean derived = settings.macAddress() == StationSettings.DERIVED_MAC;
        return switch (settings.device().kind()) {
            case TAP -> up(name, derived ? TapDevice.open(name) : TapDevice.open(name, settings.macAddress()));
            case PACKET ->
                PacketSocketDevice.open(
                        name,
                        (derived
                                        ? PacketSettings.defaults()
                                        : PacketSettings.defaults().withMacAddress(settings.macAddress()))
                                .withTxStamps(settings.txStamps()));
        };
    }

    private static WireDevice captured(@Nullable Path file, WireDevice device) {
        if (file == null) {
            return device;
        }
        try {
            return CapturingDevice.into(file, device);
        } catch (RuntimeException unwritable) {
            device.close();
            throw unwritable;
        }
    }

    /** A TAP interface that was just made is down, and a write into it fails. */
    private static WireDevice up(String name, TapDevice device) {
        try {
            LinkSettings link = LinkSettings.of(name);
            if (!link.isUp()) {
                link.bringUp();
            }
            return device;
        } catch (RuntimeException refused) {
            device.close();
            throw refused;
        }
    }
}
