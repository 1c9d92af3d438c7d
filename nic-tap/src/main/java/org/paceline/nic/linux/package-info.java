/** Linux devices. Every system call goes through one class; nothing else knows jnr-ffi. */
@NullMarked
package org.paceline.nic.linux;

import org.jspecify.annotations.NullMarked;
