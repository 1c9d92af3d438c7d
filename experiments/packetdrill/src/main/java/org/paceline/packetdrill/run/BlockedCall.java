package org.paceline.packetdrill.run;

import org.paceline.packetdrill.script.Action;
import org.paceline.packetdrill.script.Event;
import org.paceline.packetdrill.socket.CallProgress;

/**
 * A call that has not returned.
 *
 * @param endNs when it should, -1 when the script does not say
 */
record BlockedCall(Event event, Action.Call call, CallProgress progress, long endNs) {}
