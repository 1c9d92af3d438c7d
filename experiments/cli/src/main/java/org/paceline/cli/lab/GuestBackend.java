package org.paceline.cli.lab;

import org.paceline.testbed.guest.GuestShell;

/** A machine of the lab that has a guest, whose packets come to its bridge by one interface. One thread. */
final class GuestBackend {
    static final long PATIENCE_MS = 60_000;

    private final GuestShell machine;
    private final GuestShell guest;
    private final GuestRecorder recorder;

    /** @param interfaceName of the machine, that the guest's packets come from: a vif or a TAP */
    GuestBackend(GuestShell machine, GuestShell guest, String interfaceName) {
        this.machine = machine;
        this.guest = guest;
        recorder = new GuestRecorder(machine, interfaceName);
    }

    GuestShell guest() {
        return guest;
    }

    CpuTicks machineTicks() {
        return CpuTicks.parse(machine.run(CpuTicks.COMMAND, PATIENCE_MS));
    }

    CpuTicks guestTicks() {
        return CpuTicks.parse(guest.run(CpuTicks.COMMAND, PATIENCE_MS));
    }

    /** Of what comes from the guest. */
    GuestRecorder recorder() {
        return recorder;
    }
}
