/** One bulk transfer by the kernel's TCP or by utcp, over a real path or in virtual time: the arms of comparisons. */
@NullMarked
package org.paceline.cli.transfer;

import org.jspecify.annotations.NullMarked;
