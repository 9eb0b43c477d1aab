#!/bin/sh
# Makes a node of a machine from somebody else's box: Debian with systemd. Run once, as root, with the
# packages as words; the machine must be booted again afterwards. mgmt_script prints
# rootfs/usr/local/sbin/wirelab-mgmt.
set -eu

missing=
for package; do
  dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q ' installed$' ||
    missing="$missing $package"
done
if [ -n "$missing" ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q update
  # Unquoted: these are words.
  apt-get -q install -y --no-install-recommends $missing
fi

# Who may come in by a key may come in as root by the same one.
user=${SUDO_USER:-root}
if [ "$user" != root ]; then
  mkdir -p -m 700 /root/.ssh
  home=$(getent passwd "$user" | cut -d: -f6)
  cat "$home/.ssh/authorized_keys" >/root/.ssh/authorized_keys
  chmod 600 /root/.ssh/authorized_keys
fi
cat >/etc/ssh/sshd_config.d/00-wirelab.conf <<'END'
PermitRootLogin prohibit-password
MaxSessions 64
MaxStartups 64
UseDNS no
END

# mgmt goes into a VRF of its own, as on a node of wirelab's images.
mgmt_script >/usr/local/sbin/wirelab-mgmt
chmod 755 /usr/local/sbin/wirelab-mgmt
cat >/etc/systemd/system/wirelab-mgmt.service <<'END'
[Unit]
Description=Out-of-band network of a wirelab node
Wants=systemd-udev-settle.service
After=systemd-udev-settle.service
Before=ssh.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/sbin/wirelab-mgmt

[Install]
WantedBy=multi-user.target
END
cat >/etc/systemd/system/wirelab-quiet.service <<'END'
[Unit]
Description=Stop the device manager once the machine is up
After=ssh.service wirelab-mgmt.service systemd-udev-trigger.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/bin/systemctl stop systemd-udevd-control.socket systemd-udevd-kernel.socket systemd-udevd.service

[Install]
WantedBy=multi-user.target
END
systemctl daemon-reload
systemctl --quiet enable wirelab-mgmt.service wirelab-quiet.service

# What would configure NICs, or brings a daemon that a scenario may start itself.
for unit in networking.service ifup@.service systemd-networkd.service systemd-networkd.socket \
  NetworkManager.service cloud-init.service cloud-init-local.service bird.service iperf3.service \
  nftables.service; do
  ln -sf /dev/null "/etc/systemd/system/$unit"
done
cat >/etc/sysctl.d/50-wirelab.conf <<'END'
net.ipv4.tcp_l3mdev_accept = 1
net.core.fb_tunnels_only_for_init_net = 2
net.ipv6.conf.all.accept_ra = 0
net.ipv6.conf.default.accept_ra = 0
net.ipv6.conf.default.accept_dad = 0
kernel.printk = 4 4 1 7
END
