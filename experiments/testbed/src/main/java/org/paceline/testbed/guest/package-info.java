/** Guests for the testbed: built of Debian's packages, booted by QEMU, spoken to over the network. */
@NullMarked
package org.paceline.testbed.guest;

import org.jspecify.annotations.NullMarked;
