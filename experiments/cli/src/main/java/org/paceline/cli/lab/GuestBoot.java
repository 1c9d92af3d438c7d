package org.paceline.cli.lab;

import org.paceline.testbed.guest.Accelerator;

/**
 * A guest of QEMU that answers.
 *
 * @param accelerator of its processor
 * @param ns from QEMU's start until it did
 */
record GuestBoot(QemuVariant variant, Accelerator accelerator, long ns) {}
