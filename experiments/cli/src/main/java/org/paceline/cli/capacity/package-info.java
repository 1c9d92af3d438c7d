/** What one stack holds and withstands: idle connections in memory, and a SYN flood beside a transfer. */
@NullMarked
package org.paceline.cli.capacity;

import org.jspecify.annotations.NullMarked;
