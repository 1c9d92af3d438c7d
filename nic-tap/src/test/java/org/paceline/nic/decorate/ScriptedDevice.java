package org.paceline.nic.decorate;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.paceline.nic.DeviceCapabilities;
import org.paceline.nic.TxCompletion;
import org.paceline.nic.WireDevice;

/** A device whose arrivals a test lays down beforehand, and which keeps what was sent. Frames are named by a text. */
final class ScriptedDevice implements WireDevice, TxCompletion {
    private final Deque<String> arrivals = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private long arrivalNs;
    private int roomFrames = Integer.MAX_VALUE;
    private int awaits;
    private int wakeUps;
    private boolean closed;

    void arrives(String... frames) {
        arrivals.addAll(List.of(frames));
    }

    List<String> sent() {
        return sent;
    }

    void roomFor(int frames) {
        roomFrames = frames;
    }

    int awaits() {
        return awaits;
    }

    int wakeUps() {
        return wakeUps;
    }

    boolean closed() {
        return closed;
    }

    /** A frame with its text for bytes. */
    static ByteBuffer frame(String text) {
        ByteBuffer frame = ByteBuffer.allocateDirect(1_518);
        for (int i = 0; i < text.length(); i++) {
            frame.put(i, (byte) text.charAt(i));
        }
        return frame;
    }

    static String text(ByteBuffer frame, int lengthBytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lengthBytes; i++) {
            text.append((char) (frame.get(i) & 0xff));
        }
        return text.toString();
    }

    static boolean send(WireDevice device, String text) {
        return device.send(frame(text), text.length());
    }

    /** Everything that a device has to give, as texts. */
    static List<String> received(WireDevice device) {
        List<String> texts = new ArrayList<>();
        ByteBuffer frame = ByteBuffer.allocateDirect(1_518);
        for (int lengthBytes = device.receive(frame); lengthBytes > 0; lengthBytes = device.receive(frame)) {
            texts.add(text(frame, lengthBytes));
        }
        return texts;
    }

    @Override
    public DeviceCapabilities capabilities() {
        return new DeviceCapabilities("scripted:0", 0x0200_0000_0001L, 1_500, 1_518, false, false, true);
    }

    @Override
    public int receive(ByteBuffer frame) {
        String text = arrivals.poll();
        if (text == null) {
            return 0;
        }
        arrivalNs += 1_000;
        frame.put(0, frame(text), 0, text.length());
        return text.length();
    }

    @Override
    public long arrivalNs() {
        return arrivalNs;
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        if (sent.size() >= roomFrames) {
            return false;
        }
        sent.add(text(frame, lengthBytes));
        return true;
    }

    @Override
    public TxCompletion transmitted() {
        return this;
    }

    @Override
    public long queuedFrames() {
        return sent.size();
    }

    @Override
    public long completedFrames() {
        return sent.size();
    }

    @Override
    public void awaitFrame(long timeoutNs) {
        awaits++;
    }

    @Override
    public void wakeUp() {
        wakeUps++;
    }

    @Override
    public void close() {
        closed = true;
    }
}
