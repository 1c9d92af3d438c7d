#!/bin/sh
# The first process of a machine that has a guest of its own: drivers, its card in a bridge, a shell at a port; and
# Xen's daemons where it is Xen's first domain.
/bin/busybox --install -s /bin
export PATH=/bin:/usr/bin:/usr/lib/xen-4.17/bin
export LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu:/lib/x86_64-linux-gnu
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /run/xen /run/xenstored /var
mount -t devpts devpts /dev/pts
ln -s /run /var/run
echo "root:x:0:0::/:/bin/sh" >/etc/passwd # tcpdump asks for its user
for module in $(cat /mods/order); do insmod /mods/$module; done
ip link set lo up
ip link add br0 type bridge
ip link set eth0 master br0
ip link set eth0 up
ip addr add 10.77.0.3/24 dev br0
ip link set br0 up
if mount -t xenfs xenfs /proc/xen 2>/dev/null; then
  xenstored --pid-file /run/xenstored.pid
  xen-init-dom0
  xenconsoled --pid-file=/run/xenconsoled.pid
fi
nc -ll -p 7000 -e /bin/sh &
echo "GUEST-READY"
while :; do sleep 1000; done
