package org.paceline.packetdrill.script;

/**
 * One timed line of a script.
 *
 * @param text the line as it stands in the script
 */
public record Event(Location location, String text, EventTime time, Action action) {}
