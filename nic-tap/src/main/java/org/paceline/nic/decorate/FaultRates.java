package org.paceline.nic.decorate;

/**
 * What happens to the frames of one direction, each with its probability from 0 to 1; independent of each other.
 *
 * @param drop the frame is lost, and nothing else happens to it
 * @param corrupt one bit is flipped
 * @param duplicate it comes twice in a row
 * @param reorder the frame after it overtakes it
 */
public record FaultRates(double drop, double corrupt, double duplicate, double reorder) {
    public FaultRates {
        check("drop", drop);
        check("corrupt", corrupt);
        check("duplicate", duplicate);
        check("reorder", reorder);
    }

    public static FaultRates none() {
        return new FaultRates(0, 0, 0, 0);
    }

    public FaultRates withDrop(double probability) {
        return new FaultRates(probability, corrupt, duplicate, reorder);
    }

    public FaultRates withCorrupt(double probability) {
        return new FaultRates(drop, probability, duplicate, reorder);
    }

    public FaultRates withDuplicate(double probability) {
        return new FaultRates(drop, corrupt, probability, reorder);
    }

    public FaultRates withReorder(double probability) {
        return new FaultRates(drop, corrupt, duplicate, probability);
    }

    private static void check(String name, double probability) {
        // written so that NaN is refused as well
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(name + " is a probability from 0 to 1, not " + probability);
        }
    }
}
