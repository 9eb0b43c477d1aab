import type { HostProblem } from '../provider.ts';
import { moduleOf } from './link-types.ts';
import type { Need } from './needs.ts';

const elsewhere = 'use --provider qemu';

/** What is missing for the user, and what can be done about it. */
export function lackOf(need: Need): HostProblem {
  switch (need.kind) {
    case 'link':
      return {
        problem: `this host's kernel lacks ${need.type} (${need.by})`,
        remedy: `${elsewhere}, or load it: sudo modprobe ${moduleOf(need.type)}`,
      };
    case 'nftables':
      return {
        problem: `this host's kernel takes no rules of nftables (${need.by})`,
        remedy: `${elsewhere}, or load it: sudo modprobe nf_tables nft_masq`,
      };
    case 'netem':
      return {
        problem: `this host's kernel cannot impair lines (${need.by})`,
        remedy: `${elsewhere}, or load netem: sudo modprobe sch_netem`,
      };
    case 'clock':
      return {
        problem: `nodes share the clock of this host, which is never set (${need.by})`,
        remedy: elsewhere,
      };
    case 'sysctl':
      return {
        problem: `this host's kernel has no ${need.key} of each namespace's own (${need.by})`,
        remedy: `if that is how it is spelled, ${elsewhere}`,
      };
    case 'tool':
      return {
        problem: `this host lacks ${need.tool} (${need.by})`,
        remedy: `${elsewhere}, or \`npm run setup -- --netns\``,
      };
  }
}
