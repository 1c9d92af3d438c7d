package org.paceline.cli.iperf.client;

import java.net.InetSocketAddress;

/** A data connection as it was opened. */
public record ConnectedStream(int id, InetSocketAddress local, InetSocketAddress remote) {}
