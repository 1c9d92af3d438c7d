package org.paceline.cli.doctor;

/**
 * One line of the examination.
 *
 * @param topic what was looked at
 * @param status how the host stands
 * @param fact what was found
 * @param remedy what to do about it; empty where nothing need be done
 * @param needed the demo cannot show real packets while this is missing
 */
public record Finding(String topic, Status status, String fact, String remedy, boolean needed) {
    static Finding ok(String topic, String fact) {
        return new Finding(topic, Status.OK, fact, "", false);
    }

    static Finding limited(String topic, String fact, String remedy) {
        return new Finding(topic, Status.LIMITED, fact, remedy, false);
    }

    static Finding missing(String topic, String fact, String remedy) {
        return new Finding(topic, Status.MISSING, fact, remedy, false);
    }

    /** The same, marked as something that the demo needs. */
    Finding forDemo() {
        return new Finding(topic, status, fact, remedy, true);
    }

    /** Whether the demo must do without real packets because of this. */
    boolean blocks() {
        return needed && status == Status.MISSING;
    }
}
