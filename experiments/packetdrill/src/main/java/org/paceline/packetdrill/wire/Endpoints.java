package org.paceline.packetdrill.wire;

/** The addresses of both ends, 4 or 16 bytes each. */
@SuppressWarnings("ArrayRecordComponent") // private to one run, never compared
public record Endpoints(byte[] local, byte[] remote) {
    public boolean version6() {
        return local.length == 16;
    }
}
