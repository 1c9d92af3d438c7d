#!/bin/sh
# Called by xl when the backend of a guest's card appears: puts it into the bridge. Debian's own script needs bash.
case "$1" in
  online | add)
    ip link set dev "${vif:-$dev}" master "${bridge:-br0}"
    ip link set dev "${vif:-$dev}" up
    xenstore-write "$XENBUS_PATH/hotplug-status" connected
    ;;
esac
exit 0
