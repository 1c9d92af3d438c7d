/** One TCP connection by RFC 9293, sans I/O: time, frames and secrets are arguments. */
@NullMarked
package org.paceline.utcp.tcp;

import org.jspecify.annotations.NullMarked;
