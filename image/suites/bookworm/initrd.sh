#!/bin/sh
# Runs after assemble.sh, likewise. Kernel 6.1 has virtio as modules: appends an initramfs that brings
# all that the wanted ones depend on, and the order to load them in; the kernel unpacks one over the
# other (its documentation, driver-api/early-userspace/buffer-format.rst).
set -eu
umask 022
root=$1
out=$root/wirelab
work=$out/work
modules=$root/lib/modules/$(cat "$out/kernel")
busybox=$root/usr/bin/busybox
mkdir -p "$work/initrd/modules"
: >"$work/initrd/modules/order"

# modules.dep names each module's dependencies, the innermost last.
for wanted in virtio_pci virtio_blk overlay virtio_net; do
  line=$(grep -E "^[^:]*/$wanted\.ko(\.xz)?:" "$modules/modules.dep") || continue # built into this kernel
  sorted=
  for path in ${line%%:*} ${line#*:}; do sorted="$path $sorted"; done
  for path in $sorted; do
    name=${path##*/}
    name=${name%.xz}
    [ ! -e "$work/initrd/modules/$name" ] || continue
    case $path in
      *.xz) "$busybox" unxz -c "$modules/$path" >"$work/initrd/modules/$name" ;;
      *) cp "$modules/$path" "$work/initrd/modules/$name" ;;
    esac
    echo "$name" >>"$work/initrd/modules/order"
  done
done
(cd "$work/initrd" && find . | LC_ALL=C sort | cpio --quiet -o -H newc -R 0:0) >"$work/initrd.cpio"
gzip -9 -c "$work/initrd.cpio" >>"$out/initrd"
rm -rf "$work"
