package org.paceline.nic;

/**
 * The kernel's transmit stamps: when it handed a frame to the interface's driver. A stamp may come after the call that
 * sent its frame, so frames are numbered. Belongs to the device's thread.
 */
public interface TxStamps {
    /** Of a device that has none. */
    TxStamps NONE = new TxStamps() {
        @Override
        public boolean offered() {
            return false;
        }

        @Override
        public long sentNumber() {
            return -1;
        }

        @Override
        public boolean next() {
            return false;
        }

        @Override
        public long number() {
            return -1;
        }

        @Override
        public long stampNs() {
            return 0;
        }
    };

    /** Whether there are any. */
    boolean offered();

    /** The number by which the frame of the last successful {@link WireDevice#send} will be stamped; they ascend. */
    long sentNumber();

    /** Takes the next stamp that has come; false when none is waiting. A system call. */
    boolean next();

    /** Which frame's stamp was taken. */
    long number();

    /** The stamp, in the time of {@link System#nanoTime()}. */
    long stampNs();
}
