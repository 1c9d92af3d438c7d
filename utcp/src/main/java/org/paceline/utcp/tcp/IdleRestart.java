package org.paceline.utcp.tcp;

/** What becomes of a congestion window that the application leaves unused. */
public enum IdleRestart {
    /** It stays for five minutes, does not grow meanwhile, and a loss is answered by what was used (RFC 7661). */
    RFC_7661,
    /** After an idle RTO it is the initial window at once (RFC 5681 4.1). */
    RFC_5681,
    /** It halves with every idle RTO down to the initial window (RFC 2861, Linux's slow_start_after_idle). */
    RFC_2861,
    /** It stays as it is. */
    OFF
}
