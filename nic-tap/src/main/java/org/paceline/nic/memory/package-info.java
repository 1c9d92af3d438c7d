/** A link in memory and in virtual time, shipped in main because tests and the demo both run on it. */
@NullMarked
package org.paceline.nic.memory;

import org.jspecify.annotations.NullMarked;
