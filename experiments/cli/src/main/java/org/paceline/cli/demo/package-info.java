/** The demonstration: three senders over one path, measured on the wire. */
@NullMarked
package org.paceline.cli.demo;

import org.jspecify.annotations.NullMarked;
