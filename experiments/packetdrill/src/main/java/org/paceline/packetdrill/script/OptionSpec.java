package org.paceline.packetdrill.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One TCP option.
 *
 * @param name in small letters: mss, wscale, sackok, sack, ts, nop, eol, fo, foexp, md5 and whatever a script says
 * @param numbers its numbers in order; null stands for any number
 * @param hex its bytes, where they are written so
 */
public record OptionSpec(String name, List<@Nullable Long> numbers, String hex) {}
