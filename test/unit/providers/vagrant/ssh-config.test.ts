import { expect, it } from 'vitest';
import { parseSshConfig } from '../../../../src/providers/vagrant/ssh-config.ts';

// Printed by Vagrant 2.3.4; a path with a space is quoted.
const printed = `Host node1
  HostName 198.18.7.41
  User root
  Port 22
  UserKnownHostsFile /dev/null
  StrictHostKeyChecking no
  PasswordAuthentication no
  IdentityFile /root/.vagrant.d/boxes/wirelab-VAGRANTSLASH-debian-13/0/libvirt/client_key
  IdentitiesOnly yes
  LogLevel FATAL

Host node2
  HostName 198.18.7.14
  User vagrant
  Port 2222
  IdentityFile "/home/a user/.vagrant.d/insecure_private_key"

`;

it('finds each machine, and how it is reached', () => {
  expect(Object.fromEntries(parseSshConfig(printed))).toEqual({
    node1: {
      hostName: '198.18.7.41',
      port: 22,
      user: 'root',
      identityFile: '/root/.vagrant.d/boxes/wirelab-VAGRANTSLASH-debian-13/0/libvirt/client_key',
    },
    node2: {
      hostName: '198.18.7.14',
      port: 2222,
      user: 'vagrant',
      identityFile: '/home/a user/.vagrant.d/insecure_private_key',
    },
  });
});

it('leaves out a machine that it does not say enough of', () => {
  expect(parseSshConfig('Host node1\n  HostName 198.18.7.41\n').size).toBe(0);
  expect(parseSshConfig('').size).toBe(0);
});
