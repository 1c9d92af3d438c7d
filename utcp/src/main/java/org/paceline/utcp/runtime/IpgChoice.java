package org.paceline.utcp.runtime;

import org.paceline.nic.LineFacts;
import org.paceline.nic.WireDevice;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.control.TransmitLimit;
import org.paceline.pacer.ipg.GapFrames;
import org.paceline.pacer.ipg.IpgControl;
import org.paceline.pacer.ipg.LaunchTime;
import org.paceline.pacer.ipg.LineRate;
import org.paceline.pacer.ipg.TimedRelease;

/**
 * Which mechanism holds the gaps of a loop, and why.
 *
 * @param mechanism what was chosen, never {@link IpgMechanism#AUTO}
 * @param granted whether it is what was asked for, or nothing in particular was
 * @param reason one line without a full stop
 */
public record IpgChoice(IpgMechanism mechanism, IpgControl control, boolean granted, String reason) {
    /** Chooses for a device that is open; what is not possible there falls back to the timer. */
    public static IpgChoice of(IpgSettings settings, WireDevice device, NanoClock clock) {
        DeviceLine line = new DeviceLine(device);
        return switch (settings.mechanism()) {
            case AUTO -> timed(clock, line, true, "works on every device, and costs the line nothing");
            case TIMED -> timed(clock, line, true, "asked for");
            case GAP_FRAMES -> gapFrames(settings, device.line(), line, clock);
            case TXTIME -> launchTime(settings, device, line, clock);
            case HARDWARE -> refused(IpgMechanism.HARDWARE, device.hardwareGap(), clock, line);
        };
    }

    /**
     * The limit of the device's queue that goes with this mechanism. Where the link or the kernel holds the gaps,
     * frames stand in the queue ahead of their time on purpose, and a limit left automatic would undo that.
     */
    TransmitLimit deviceQueue(TransmitLimit asked) {
        boolean ahead = mechanism == IpgMechanism.GAP_FRAMES || mechanism == IpgMechanism.TXTIME;
        return ahead && asked.equals(TransmitLimit.AUTOMATIC) ? TransmitLimit.OFF : asked;
    }

    private static IpgChoice gapFrames(IpgSettings settings, LineFacts facts, DeviceLine line, NanoClock clock) {
        if (!facts.queues()) {
            return refused(IpgMechanism.GAP_FRAMES, facts.reason(), clock, line);
        }
        long said = settings.lineBitsPerSecond();
        long bitsPerSecond = said > 0 ? said : facts.bitsPerSecond();
        if (bitsPerSecond == 0) {
            return refused(IpgMechanism.GAP_FRAMES, facts.reason(), clock, line);
        }
        IpgControl control =
                new GapFrames(clock, line, new LineRate(bitsPerSecond), settings.leadNs(), line.largestFrameBytes());
        String source = said > 0 ? "as told" : "as the device says";
        String reason = "the line drains at " + bitsPerSecond + " bit/s, " + source;
        return new IpgChoice(IpgMechanism.GAP_FRAMES, control, true, reason);
    }

    private static IpgChoice launchTime(IpgSettings settings, WireDevice device, DeviceLine line, NanoClock clock) {
        String refusal = device.launchTimes().tryOut();
        if (!refusal.isEmpty()) {
            return refused(IpgMechanism.TXTIME, refusal, clock, line);
        }
        IpgControl control = new LaunchTime(clock, line, settings.leadNs());
        return new IpgChoice(IpgMechanism.TXTIME, control, true, "a trial frame left at its launch time");
    }

    private static IpgChoice refused(IpgMechanism asked, String reason, NanoClock clock, DeviceLine line) {
        return timed(clock, line, false, asked.label() + " is not possible here: " + reason);
    }

    private static IpgChoice timed(NanoClock clock, DeviceLine line, boolean granted, String reason) {
        return new IpgChoice(IpgMechanism.TIMED, new TimedRelease(clock, line), granted, reason);
    }
}
