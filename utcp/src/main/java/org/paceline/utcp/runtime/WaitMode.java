package org.paceline.utcp.runtime;

import java.util.Locale;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.Park;
import org.paceline.pacer.wait.ParkThenSpin;
import org.paceline.pacer.wait.Spin;

/** How a loop waits for the next departure. */
public enum WaitMode {
    /** A whole core, for gaps below 70 us. */
    SPIN {
        @Override
        public DeadlineWaiter waiter(NanoClock clock) {
            return new Spin(clock);
        }
    },
    /** As exact for longer gaps, for a part of a core. */
    PARK_THEN_SPIN {
        @Override
        public DeadlineWaiter waiter(NanoClock clock) {
            return new ParkThenSpin(clock);
        }
    },
    /** Late by what the kernel oversleeps, for next to nothing. */
    PARK {
        @Override
        public DeadlineWaiter waiter(NanoClock clock) {
            return new Park(clock);
        }
    };

    /** As options name it: {@code park-then-spin}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A waiter of this kind by {@code clock}, for one thread. */
    public abstract DeadlineWaiter waiter(NanoClock clock);
}
