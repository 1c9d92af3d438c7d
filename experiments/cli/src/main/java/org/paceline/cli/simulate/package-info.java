/** Many simulated seeds, on several threads. */
@NullMarked
package org.paceline.cli.simulate;

import org.jspecify.annotations.NullMarked;
