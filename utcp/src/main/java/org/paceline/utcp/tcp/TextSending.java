package org.paceline.utcp.tcp;

/**
 * What a connection keeps of the text that it sends: Nagle's algorithm, the PSH flag, and whether cwnd is in use. Made
 * with the first text, for many a connection only listens. Belongs to it.
 */
final class TextSending {
    final Nagle nagle;
    final Push push;
    final WindowValidation validation;

    TextSending(TcpConnection connection) {
        nagle = new Nagle(connection.config.style().habits().nagle());
        push = new Push(connection.config.style().push());
        validation = new WindowValidation(connection);
    }
}
