package org.paceline.utcp.stack;

import org.paceline.utcp.tcp.TcpEvents;

/** Whom a connection serves: told which one it is, and then what happens to it. Called on the stack's thread. */
public interface ConnectionUser extends TcpEvents {
    void attached(Association association);
}
