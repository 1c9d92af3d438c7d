package org.paceline.utcp.tcp;

/**
 * What the device's queue has to say in the departure of data: while it takes none, a segment with data that is due
 * waits, and whatever else is owed leaves. Belongs to its connection.
 */
public final class DeviceHold {
    private boolean admits = true;
    private boolean waiting;

    DeviceHold() {}

    /** Whether the device takes data from now on, as far as this connection is concerned. */
    public void admit(boolean open) {
        admits = open;
    }

    /** Whether nothing but the device keeps data, as of the last look at what is due. */
    public boolean waiting() {
        return waiting;
    }

    /** Another look at what is due. */
    void look() {
        waiting = false;
    }

    /** Data is due: whether it may leave. */
    boolean passes() {
        waiting = !admits;
        return admits;
    }
}
