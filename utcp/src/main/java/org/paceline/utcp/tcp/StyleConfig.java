package org.paceline.utcp.tcp;

import org.paceline.nic.wire.OptionOrder;

/**
 * How segments look where the RFCs leave it open, so that one stack can be told from another.
 *
 * @param order of the options in the header
 * @param push which segments carry PSH
 * @param window what the handshake tells of the receive window
 * @param largestWindowBytes receive buffer that the window scale is chosen for, where {@code window} looks beyond the
 *     buffer at hand; 0 for that buffer alone
 * @param emptyWindowProbe a closed window is probed by an old sequence number without text, as Linux does, and not by
 *     one octet of new text
 * @param habits what does not show in a single segment
 */
public record StyleConfig(
        OptionOrder order,
        PushRule push,
        WindowRule window,
        int largestWindowBytes,
        boolean emptyWindowProbe,
        HabitConfig habits) {
    public StyleConfig {
        if (largestWindowBytes < 0) {
            throw new IllegalArgumentException("a window is not negative");
        }
    }

    /** Options as Linux orders them, everything else by the letter of the RFCs; {@link Personality} has the others. */
    public static StyleConfig defaults() {
        return new StyleConfig(
                OptionOrder.LINUX, PushRule.END_OF_QUEUE, WindowRule.EXACT, 0, false, HabitConfig.defaults());
    }

    public StyleConfig withOrder(OptionOrder changed) {
        return new StyleConfig(changed, push, window, largestWindowBytes, emptyWindowProbe, habits);
    }

    public StyleConfig withPush(PushRule changed) {
        return new StyleConfig(order, changed, window, largestWindowBytes, emptyWindowProbe, habits);
    }

    public StyleConfig withWindow(WindowRule changed) {
        return new StyleConfig(order, push, changed, largestWindowBytes, emptyWindowProbe, habits);
    }

    public StyleConfig withLargestWindowBytes(int changed) {
        return new StyleConfig(order, push, window, changed, emptyWindowProbe, habits);
    }

    public StyleConfig withEmptyWindowProbe(boolean changed) {
        return new StyleConfig(order, push, window, largestWindowBytes, changed, habits);
    }
}
