package org.paceline.cli.iperf.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/** Numbers as iperf3 servers write them: 3.12 and 3.13 print -1 without its sign, as 18446744073709551615. */
final class WireNumber {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    private WireNumber() {}

    /** A whole number; what lies at 2^63 and above is the negative number that it once was. */
    static long whole(JsonNode parent, String name) throws IperfException {
        JsonNode node = required(parent, name);
        BigInteger value = node.isIntegralNumber()
                ? node.bigIntegerValue()
                : node.decimalValue().toBigInteger();
        if (value.signum() < 0 ? value.bitLength() >= Long.SIZE : value.bitLength() > Long.SIZE) {
            throw new IperfException("the peer's results give " + name + " as " + value + ", which is no count");
        }
        return value.testBit(Long.SIZE - 1) && value.signum() > 0
                ? value.subtract(TWO_TO_64).longValue()
                : value.longValue();
    }

    static double real(JsonNode parent, String name) throws IperfException {
        return required(parent, name).doubleValue();
    }

    private static JsonNode required(JsonNode parent, String name) throws IperfException {
        JsonNode node = parent.path(name);
        // a huge exponent would make a number of as many digits
        if (!node.isNumber() || Double.isInfinite(node.doubleValue()) || Double.isNaN(node.doubleValue())) {
            throw new IperfException("the peer's results have no number called " + name);
        }
        return node;
    }
}
