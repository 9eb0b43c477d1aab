/** What cloud-init is told on a machine's first boot (NoCloud: user-data, meta-data, network-config). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mgmtAddress, mgmtMac, mgmtSlot } from '../machine-arguments.ts';
import { imageRecipe } from '../build-image.ts';

export interface SeedKeys {
  /** Private and public half of the host key, as ssh-keygen writes them. */
  readonly hostKey: string;
  readonly hostKeyPublic: string;
  /** Public half of the key that opens the nodes. */
  readonly clientKeyPublic: string;
}

/** Read-only, from the recipe of the images that wirelab builds. */
const sshdConfig = join(imageRecipe, 'rootfs/etc/ssh/sshd_config.d/wirelab.conf');

/**
 * The files of the seed, by name. JSON is YAML. Nothing is installed: mgmt leads nowhere. The
 * machine is reachable from its last line on, when keys and network are as they must be.
 */
export function seedFiles(id: string, keys: SeedKeys): ReadonlyMap<string, string> {
  const user = {
    users: [],
    disable_root: false,
    ssh_deletekeys: true,
    ssh_keys: { ed25519_private: keys.hostKey, ed25519_public: keys.hostKeyPublic },
    ssh_authorized_keys: [keys.clientKeyPublic.trim()],
    package_update: false,
    package_upgrade: false,
    write_files: [
      { path: '/etc/ssh/sshd_config.d/00-wirelab.conf', content: readFileSync(sshdConfig, 'utf8') },
      { path: '/etc/sysctl.d/99-wirelab.conf', content: sysctls },
      { path: readyScriptPath, permissions: '0755', content: readyScript },
    ],
    runcmd: [[readyScriptPath]],
  };
  return new Map([
    ['meta-data', yaml({ 'instance-id': id, 'local-hostname': 'wirelab' })],
    ['user-data', `#cloud-config\n${yaml(user)}`],
    // Nothing asks for an address: data NICs get theirs from the scenario, mgmt from the script.
    ['network-config', yaml({ version: 2, ethernets: { mgmt0: unaddressed } })],
  ]);
}

const unaddressed = { match: { macaddress: mgmtMac }, 'set-name': 'mgmt0', optional: true };

function yaml(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

const readyScriptPath = '/usr/local/sbin/wirelab-ready';

/** What the built images have on their kernel's command line and in sysctl.d. */
const sysctls = [
  'net.ipv4.tcp_l3mdev_accept = 1',
  'net.ipv6.conf.default.accept_ra = 0',
  'net.ipv6.conf.default.accept_dad = 0',
  '-net.core.fb_tunnels_only_for_init_net = 2',
  'kernel.printk = 4 4 1 7',
  '',
].join('\n');

/** What would configure NICs, rename devices or change the machine while a scenario runs. */
const stopped = [
  ...['systemd-networkd.socket', 'systemd-networkd.service', 'NetworkManager.service'],
  ...['dhcpcd.service', 'connman.service', 'firewalld.service', 'ufw.service'],
  ...['systemd-udevd-control.socket', 'systemd-udevd-kernel.socket', 'systemd-udevd.service'],
  ...['snapd.service', 'snapd.socket', 'unattended-upgrades.service', 'packagekit.service'],
];

/** Runs last in the boot. What it cannot do it says on the console, and powers the machine off. */
const readyScript = `#!/bin/sh
set -u
give_up() {
  echo "wirelab: $1" >/dev/console
  sync
  poweroff -f
  exit 1
}
udevadm settle --timeout=60
systemctl mask --runtime --now ${stopped.join(' ')} >/dev/null 2>&1
systemctl stop '*.timer' >/dev/null 2>&1
pkill -x 'dhclient|dhcpcd|udhcpc'
for knob in /proc/sys/net/ipv4/conf/*/rp_filter /proc/sys/net/ipv6/conf/*/accept_ra \\
  /proc/sys/net/ipv6/conf/*/accept_dad; do
  [ ! -e "$knob" ] || echo 0 >"$knob"
done
sysctl -q -p /etc/sysctl.d/99-wirelab.conf || give_up 'its kernel lacks a setting that nodes need'
# sshd refuses a locked account even to a key, where it does not ask PAM.
usermod -p '*' root || give_up 'root cannot be opened to a key'
[ -e /etc/ssh/ssh_host_ed25519_key ] || give_up 'cloud-init has not set the host key'
systemctl restart ssh.service || systemctl restart sshd.service || give_up 'sshd does not start'
set -- /sys/bus/pci/devices/0000:00:0${mgmtSlot}.0/virtio*/net/*
[ -e "$1" ] || give_up 'its kernel has no driver for the mgmt NIC (virtio_net)'
nic=\${1##*/}
ip link add mgmt type vrf table 100 || give_up 'its kernel has no VRFs (module vrf)'
ip address flush dev "$nic"
ip link set "$nic" down
ip link set "$nic" name mgmt0
ip link set mgmt up
ip link set mgmt0 master mgmt || give_up 'the mgmt NIC cannot be put into its VRF'
ip addr add ${mgmtAddress}/24 dev mgmt0 noprefixroute
ip link set mgmt0 up
ip route add 192.0.2.0/24 dev mgmt0 table 100 || give_up 'mgmt cannot be given its route'
`;
