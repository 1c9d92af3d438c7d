package org.paceline.nic.decorate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.DeviceException;

/**
 * A pcapng file that is written by a thread of its own, so that whoever sees the frames never waits for the disk.
 *
 * <p>{@link #offer} belongs to one thread; it copies and returns. Between the two stands a bounded memory: when the
 * disk does not keep up, frames are left out, counted, and named in the file's statistics. Times are those of one
 * monotonic clock, moved to the epoch by a distance that is fixed when the file is created: gaps stay true whatever
 * becomes of the wall clock.
 */
public final class CaptureFile implements AutoCloseable {
    /** 0.27 s at 1 Gb/s, 2.7 s at 100 Mb/s: longer than a disk pauses as a rule. */
    private static final int SPOOL_BYTES = 32 << 20;

    /** How long the writer sleeps when there is nothing to do; nobody wakes it, since that would cost the sender. */
    private static final long IDLE_NS = 2_000_000;

    private final Path file;
    private final PcapngWriter writer;
    private final int interfaces;
    private final long epochDistanceNs;
    private final FrameSpool spool;
    private final Thread thread;
    private final long[] offeredFrames;
    private final long[] droppedFrames;
    private int cutBytes = Integer.MAX_VALUE;
    private volatile boolean closing;
    private volatile @Nullable IOException failure;

    private CaptureFile(Path file, PcapngWriter writer, int interfaces, long epochDistanceNs, int spoolBytes) {
        this.file = file;
        this.writer = writer;
        this.interfaces = interfaces;
        this.epochDistanceNs = epochDistanceNs;
        spool = new FrameSpool(spoolBytes);
        offeredFrames = new long[interfaces];
        droppedFrames = new long[interfaces];
        thread = new Thread(this::write, "capture " + file.getFileName());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Creates a file for times of {@link System#nanoTime()}.
     *
     * @param application who captures
     * @param interfaceNames the interfaces; {@link #offer} counts them from 0 in this order
     * @throws DeviceException when the file cannot be written
     */
    public static CaptureFile create(Path file, String application, List<String> interfaceNames) {
        return create(file, application, interfaceNames, epochDistanceNs());
    }

    /**
     * Creates a file for times of any clock.
     *
     * @param epochDistanceNs what to add to a time to get nanoseconds since 1970; 0 for a virtual clock
     */
    public static CaptureFile create(Path file, String application, List<String> interfaceNames, long epochDistanceNs) {
        return create(file, application, interfaceNames, epochDistanceNs, SPOOL_BYTES);
    }

    static CaptureFile create(
            Path file, String application, List<String> interfaceNames, long epochDistanceNs, int spoolBytes) {
        try {
            PcapngWriter writer = PcapngWriter.create(file, application);
            for (String name : interfaceNames) {
                writer.addInterface(name);
            }
            return new CaptureFile(file, writer, interfaceNames.size(), epochDistanceNs, spoolBytes);
        } catch (IOException denied) {
            throw notWritable(file, denied);
        }
    }

    /** Keeps only so many bytes of each frame, for long captures of headers; for the thread that offers, beforehand. */
    public void cutFramesAt(int bytes) {
        cutBytes = bytes;
    }

    /**
     * Copies a frame for the file.
     *
     * @param timeNs when it was sent or arrived, in the clock of this file
     * @param frame its bytes from index 0
     * @return false when the memory is full; the frame is then missing in the file
     */
    public boolean offer(
            int interfaceNumber, FrameDirection direction, long timeNs, ByteBuffer frame, int lengthBytes) {
        offeredFrames[interfaceNumber]++;
        boolean taken =
                spool.offer(interfaceNumber, direction, timeNs, frame, Math.min(lengthBytes, cutBytes), lengthBytes);
        if (!taken) {
            droppedFrames[interfaceNumber]++;
        }
        return taken;
    }

    /** Frames that found no room. For the thread that offers, and for all after {@link #close}. */
    public long droppedFrames() {
        long dropped = 0;
        for (long frames : droppedFrames) {
            dropped += frames;
        }
        return dropped;
    }

    /** The file as it was named. */
    public Path path() {
        return file;
    }

    /**
     * Writes what is left and the statistics, and closes the file. No {@link #offer} may be running.
     *
     * @throws DeviceException when the file could not be written to its end, now or before
     */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        joinWriter();
        IOException failed = failure;
        if (failed != null) {
            throw notWritable(file, failed);
        }
    }

    /** Waits even when interrupted: the file would be left without its end. */
    private void joinWriter() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interruption) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try (writer) {
            boolean last = false;
            while (!last) {
                // read before draining: what was offered before close() is drained after it was seen
                last = closing;
                if (spool.drain(this::append) == 0 && !last) {
                    writer.flush();
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
            writeStatistics();
        } catch (IOException failed) {
            // nobody drains any more: the spool fills, and frames are counted as dropped
            failure = failed;
        }
    }

    private void append(
            int interfaceNumber,
            FrameDirection direction,
            long timeNs,
            ByteBuffer bytes,
            int offset,
            int storedBytes,
            int lengthBytes)
            throws IOException {
        writer.write(interfaceNumber, direction, timeNs + epochDistanceNs, bytes, offset, storedBytes, lengthBytes);
    }

    private void writeStatistics() throws IOException {
        for (int number = 0; number < interfaces; number++) {
            writer.writeStatistics(number, epochNs(), offeredFrames[number], droppedFrames[number]);
        }
    }

    private static DeviceException notWritable(Path file, IOException cause) {
        return new DeviceException(
                "cannot write the capture " + file + ": " + cause.getMessage() + "; free space or name another file",
                cause);
    }

    /** Wall clock minus {@link System#nanoTime()}, from the narrowest of some readings. */
    private static long epochDistanceNs() {
        long narrowestNs = Long.MAX_VALUE;
        long distanceNs = 0;
        for (int i = 0; i < 10; i++) {
            long beforeNs = System.nanoTime();
            long epochNs = epochNs();
            long widthNs = System.nanoTime() - beforeNs;
            if (widthNs < narrowestNs) {
                narrowestNs = widthNs;
                distanceNs = epochNs - (beforeNs + widthNs / 2);
            }
        }
        return distanceNs;
    }

    private static long epochNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
