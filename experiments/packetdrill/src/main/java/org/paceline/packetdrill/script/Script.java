package org.paceline.packetdrill.script;

import java.util.List;
import java.util.Map;

/**
 * A script that has been read.
 *
 * @param options its {@code --name=value} lines, without the dashes
 */
public record Script(String file, Map<String, String> options, List<Event> events) {}
