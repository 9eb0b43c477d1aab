#!/bin/sh
# Runs as a customize hook of mmdebstrap, with the new root directory as its argument. Leaves
# /wirelab/{root.ext4,vmlinuz,initrd,kernel,packages} in it, to be copied out.
# Environment: WIRELAB_RECIPE (the directory of this file), HOST_KEY, AUTHORIZED_KEY.
set -eu
umask 022
root=$1
out=$root/wirelab
# Inside of the new root, which mmdebstrap removes whatever becomes of this script.
work=$out/work
mkdir -p "$work"

cp -R "$WIRELAB_RECIPE/rootfs/." "$root/"
chown -R 0:0 "$root/etc/systemd/system" "$root/etc/ssh" "$root/usr/local/sbin"
chmod 755 "$root/usr/local/sbin/wirelab-mgmt"

# One host key in all nodes, known to wirelab, and one key that opens them.
rm -f "$root"/etc/ssh/ssh_host_*
cp "$HOST_KEY" "$root/etc/ssh/ssh_host_ed25519_key"
chmod 600 "$root/etc/ssh/ssh_host_ed25519_key"
chown 0:0 "$root/etc/ssh/ssh_host_ed25519_key"
mkdir -p -m 700 "$root/root/.ssh"
cp "$AUTHORIZED_KEY" "$root/root/.ssh/authorized_keys"
chmod 600 "$root/root/.ssh/authorized_keys"
chown -R 0:0 "$root/root/.ssh"

# bash reads its start files for every command that sshd runs; dash starts in half the time.
sed -i 's,^\(root:.*\):/bin/bash$,\1:/bin/sh,' "$root/etc/passwd"

echo wirelab >"$root/etc/hostname"
printf '127.0.0.1 localhost\n::1 localhost\n' >"$root/etc/hosts"
: >"$root/etc/fstab"
: >"$root/etc/machine-id"

unit_dir=$root/etc/systemd/system
mkdir -p "$unit_dir/multi-user.target.wants"
for unit in wirelab-mgmt.service wirelab-quiet.service; do
  ln -sf "../$unit" "$unit_dir/multi-user.target.wants/$unit"
done
ln -sf /usr/lib/systemd/system/ssh.service "$unit_dir/multi-user.target.wants/ssh.service"
ln -sf /usr/lib/systemd/system/multi-user.target "$unit_dir/default.target"
# What a node has no use for costs seconds of every emulated boot, or disturbs its routes.
for unit in \
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer fstrim.timer e2scrub_all.timer \
  systemd-tmpfiles-clean.timer e2scrub_reap.service getty@tty1.service getty-static.service \
  serial-getty@ttyS0.service bird.service iperf3.service nftables.service sshd-keygen.service \
  systemd-hwdb-update.service systemd-journal-catalog-update.service systemd-update-done.service \
  systemd-firstboot.service ldconfig.service systemd-pcrphase.service systemd-rfkill.service \
  systemd-rfkill.socket sshd-unix-local.socket sshd-vsock.socket ssh.socket dev-hugepages.mount \
  sys-kernel-debug.mount sys-kernel-tracing.mount systemd-random-seed.service \
  systemd-machine-id-commit.service systemd-networkd.service; do
  ln -sf /dev/null "$unit_dir/$unit"
done
rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/usr/share/locale \
  "$root"/boot/initrd.img* "$root"/boot/System.map* "$root"/usr/share/doc "$root"/usr/share/man

kernel=$(ls "$root/lib/modules")
modules=$root/lib/modules/$kernel/kernel
busybox=$root/usr/bin/busybox

# The initramfs: busybox, and only the modules on the way to the disk and to mgmt.
initrd=$work/initrd
mkdir -p "$initrd/bin" "$initrd/modules" "$initrd/dev" "$initrd/proc"
cp "$busybox" "$initrd/bin/busybox"
cp "$WIRELAB_RECIPE/init" "$initrd/init"
chmod 755 "$initrd/init"
for module in drivers/block/virtio_blk fs/overlayfs/overlay \
  net/core/failover drivers/net/net_failover drivers/net/virtio_net; do
  name=${module##*/}.ko
  if [ -e "$modules/$module.ko.xz" ]; then
    "$busybox" unxz -c "$modules/$module.ko.xz" >"$initrd/modules/$name"
  elif [ -e "$modules/$module.ko" ]; then
    cp "$modules/$module.ko" "$initrd/modules/$name"
  else
    continue # built into this kernel
  fi
  echo "$name" >>"$initrd/modules/order"
done
(cd "$initrd" && find . | LC_ALL=C sort | cpio --quiet -o -H newc -R 0:0) >"$work/initrd.cpio"
gzip -9 -c "$work/initrd.cpio" >"$out/initrd"
mv "$root"/boot/vmlinuz-* "$out/vmlinuz"

# The image's own files: other file systems are mounted on /dev, /proc and /sys, and a user
# namespace allows no copy of a device.
tree=$work/tree
mkdir "$tree"
for entry in "$root"/*; do
  case ${entry##*/} in
    wirelab) ;;
    dev | proc | sys | run | tmp) mkdir "$tree/${entry##*/}" ;;
    *) cp -a "$entry" "$tree/" ;;
  esac
done
chmod 1777 "$tree/tmp"
# The disk is only ever mounted read-only: no journal, and no room to spare.
kib=$(du -sk --apparent-size "$tree" | cut -f1)
inodes=$(find "$tree" | wc -l)
mke2fs -q -F -t ext4 -O ^has_journal -m 0 -N $((inodes + 1000)) -L wirelab -d "$tree" \
  "$out/root.ext4" $((kib * 120 / 100 + 32768))k
rm -rf "$work"
echo "$kernel" >"$out/kernel"
chroot "$root" dpkg-query -W >"$out/packages"
