package org.paceline.cli.iperf.protocol;

/**
 * What the numbers mean that a server sends after SERVER_ERROR; they are iperf3's i_errno, of which these can meet an
 * upload.
 */
public final class ServerFault {
    public static final int PARAMETERS = 114;
    public static final int RESULTS = 117;
    public static final int NO_DATA = 144;

    private ServerFault() {}

    /**
     * One line for the user.
     *
     * @param fault iperf3's i_errno
     * @param errno the server's errno, 0 when it has none
     */
    static String text(int fault, int errno) {
        String reason = reason(fault);
        return "the server ended the test: " + reason + (errno == 0 ? "" : " (errno " + errno + ")");
    }

    private static String reason(int fault) {
        return switch (fault) {
            case 15 -> "it does not take this burst size";
            case 27 -> "the rate asked for is above the server's limit; lower -b or -P";
            case 37 -> "the test is longer than the server allows; lower -t";
            case 106 -> "it did not receive the cookie";
            case PARAMETERS -> "it did not understand the parameters of the test";
            case RESULTS -> "it did not understand our results";
            case 121 -> "it is busy with another test; try again later";
            case 142 -> "it asks for authentication, which this client does not offer";
            case NO_DATA -> "it received no data for too long";
            case 160 -> "the test ran past its time";
            case 208 -> "it did not know one of our streams";
            default -> "iperf3 error " + fault;
        };
    }
}
