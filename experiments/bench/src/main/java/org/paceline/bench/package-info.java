/** JMH benchmarks. */
@NullMarked
package org.paceline.bench;

import org.jspecify.annotations.NullMarked;
