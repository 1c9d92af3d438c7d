package org.paceline.packetdrill.wire;

import java.util.HashMap;
import java.util.Map;

/**
 * One connection of a script: what its numbers are on the wire. Numbers of the remote end stand in packets as they are
 * written; those of the stack count from the initial sequence number that the script gives it, and its timestamps from
 * those that the script has seen.
 */
public final class Flow {
    private final int localPort;
    private final int remotePort;
    private boolean localKnown;
    private int localShift;
    private final Map<Integer, Integer> liveTimestamps = new HashMap<>();
    private boolean timestampKnown;
    private int firstScriptTimestamp;
    private int firstLiveTimestamp;
    private int timestampShift;

    public Flow(int localPort, int remotePort) {
        this.localPort = localPort;
        this.remotePort = remotePort;
    }

    public int localPort() {
        return localPort;
    }

    public int remotePort() {
        return remotePort;
    }

    public boolean localKnown() {
        return localKnown;
    }

    /** The stack's SYN was seen: this number of the script is that number on the wire. */
    public void local(int scriptSeq, int liveSeq) {
        if (localShift != liveSeq - scriptSeq) {
            timestampKnown = false;
            liveTimestamps.clear();
        }
        localShift = liveSeq - scriptSeq;
        localKnown = true;
    }

    /** The next SYN of the stack may begin a new connection between the same ports. */
    public void expectNewStart() {
        localKnown = false;
    }

    public int liveLocal(int scriptSeq) {
        return scriptSeq + localShift;
    }

    public int scriptLocal(int liveSeq) {
        return liveSeq - localShift;
    }

    /** The stack sent a timestamp where the script has this one. */
    public void timestamp(int script, int live) {
        if (!timestampKnown) {
            timestampKnown = true;
            firstScriptTimestamp = script;
            firstLiveTimestamp = live;
        }
        timestampShift = live - script;
        liveTimestamps.put(script, live);
    }

    /** What the stack sent for the script's timestamp; by the last one's distance when the script has not seen it. */
    public int liveTimestamp(int script) {
        return timestampKnown ? liveTimestamps.getOrDefault(script, script + timestampShift) : script;
    }

    /** Our timestamp as the script would have it, by the distance to the first one. */
    public int scriptTimestamp(int live) {
        return timestampKnown ? live - firstLiveTimestamp + firstScriptTimestamp : live;
    }

    public boolean timestampKnown() {
        return timestampKnown;
    }
}
