package org.paceline.cli.differential;

/**
 * What the two ends of one conversation told, and how long it took; the time is shown and never compared.
 *
 * @param client what the client saw
 * @param server what the server saw
 */
record Transcript(Conversation conversation, Pairing pairing, String client, String server, double seconds) {
    boolean sameAs(Transcript other) {
        return client.equals(other.client) && server.equals(other.server);
    }
}
