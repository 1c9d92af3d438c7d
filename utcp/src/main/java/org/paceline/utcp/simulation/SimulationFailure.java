package org.paceline.utcp.simulation;

/** Something that must hold did not, or nothing would ever have happened again. The message says how to replay it. */
public final class SimulationFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    SimulationFailure(String message) {
        super(message);
    }

    SimulationFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
