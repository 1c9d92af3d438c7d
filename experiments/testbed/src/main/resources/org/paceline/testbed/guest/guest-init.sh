#!/bin/sh
# The first process of a guest: drivers, address, a shell at a port. The guest's host is the only one that reaches it.
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for module in $(cat /mods/order); do insmod /mods/$module; done
for option in $(cat /proc/cmdline); do
    case $option in default_qdisc=*) echo "${option#*=}" > /proc/sys/net/core/default_qdisc ;; esac
done
ip link set lo up
card=$(ls /sys/class/net | grep -v lo | head -1)
ip addr add 10.77.0.2/24 dev $card
ip link set $card up
nc -ll -p 7000 -e /bin/sh &
echo "GUEST-READY $card"
while :; do sleep 1000; done
