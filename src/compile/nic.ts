import type { Nic } from '../topology/model.ts';

/**
 * Lines for `ip -batch` that take from a NIC what an earlier batch gave it. Taking it down removes
 * the routes over it.
 */
export function nicResetLines({ name }: Nic): readonly string[] {
  return [`link set dev ${name} nomaster down`, `addr flush dev ${name}`];
}
