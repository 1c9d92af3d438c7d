package org.paceline.cli.differential;

import java.io.IOException;

/** A host with a TCP that conversations run over. */
interface Party {
    /** The name of the TCP, for tables. */
    String name();

    /** An address in text that the other party can connect to. */
    String address();

    End connect(String address, int port) throws IOException;

    Acceptor listen(int port) throws IOException;

    /** A listening port. */
    interface Acceptor extends AutoCloseable {
        End accept() throws IOException;

        @Override
        void close();
    }
}
