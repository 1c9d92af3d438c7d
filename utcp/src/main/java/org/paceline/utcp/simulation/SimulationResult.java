package org.paceline.utcp.simulation;

/**
 * What a run that broke nothing came to.
 *
 * @param seed that it was drawn from
 * @param frames sent by both hosts
 * @param bytes that users read
 * @param virtualNs how long it took in virtual time
 * @param boundNs how long it might have taken
 * @param digest of every frame with its time
 */
public record SimulationResult(long seed, long frames, long bytes, long virtualNs, long boundNs, long digest) {}
