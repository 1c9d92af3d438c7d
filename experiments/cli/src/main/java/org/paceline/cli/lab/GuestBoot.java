package org.paceline.cli.lab;

/**
 * A guest of QEMU that answers.
 *
 * @param accelerator tcg or kvm
 * @param ns from QEMU's start until it did
 */
record GuestBoot(QemuVariant variant, String accelerator, long ns) {}
