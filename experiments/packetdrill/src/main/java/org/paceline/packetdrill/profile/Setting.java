package org.paceline.packetdrill.profile;

/** What a value of a sysctl does. */
@FunctionalInterface
interface Setting {
    /** A setting that means nothing here, whatever its value. */
    Setting HARMLESS = (settings, value) -> {};

    /** @throws org.paceline.packetdrill.script.UnsupportedException when the value asks for what is not here */
    void apply(HostSettings settings, String value);
}
