import { endpointLabel } from '../../topology/endpoint-label.ts';
import { cause, type Diagnosis, has, type Situation } from '../situation.ts';
import type { FirewallChain, FirewallRule } from '../state/nft-text.ts';

const DROPS = /\b(drop|reject)\b/;
const LETS_PASS = /\baccept\b/;
/** Rules with which wirelab keeps its own way to the node open. */
const MGMT = /"mgmt0?"/;

interface Moved {
  readonly chain: FirewallChain;
  readonly rule: FirewallRule;
  readonly by: number;
}

/** A rule that drops or rejects counted packets while these were lost. */
export const firewallRule: Diagnosis = (situation) => {
  const hit = movedRules(situation).find(({ rule, by }) => by > 0 && DROPS.test(rule.text));
  if (hit === undefined) return null;
  const { chain, rule, by } = hit;
  const verb = /\breject\b/.test(rule.text) ? 'rejects' : 'drops';
  return cause(
    'firewall',
    `the firewall ${verb} it: rule \`${rule.text}\` in ${chainWords(chain)}`,
    situation,
    {
      evidence: [
        {
          what: `${endpointLabel(situation.at)}: nft list ruleset, before and after`,
          data: `${chainWords(chain)}: ${rule.text} (${by} packets counted meanwhile)`,
        },
      ],
    },
  );
};

/** The chain's policy drops what no rule takes, and no rule took anything. */
export const firewallPolicy: Diagnosis = (situation) => {
  const { last, lookup, here } = situation;
  if (lookup?.route === null) return null;
  const rules = movedRules(situation);
  const chain = plausibleChains(situation).find(
    (each) =>
      each.policy === 'drop' &&
      !rules.some(
        ({ chain: owner, rule, by }) =>
          owner === each && by > 0 && LETS_PASS.test(rule.text) && !MGMT.test(rule.text),
      ),
  );
  if (chain === undefined) return null;
  const bridged = here.sysctls.get('net.bridge.bridge-nf-call-iptables') === '1';
  const port = here.links.some(({ name, master }) => name === last?.device && master !== null);
  if (port && !bridged) return null;
  return cause(
    'firewall',
    `the firewall drops it: no rule of ${chainWords(chain)} takes it, and its policy is drop`,
    situation,
    {
      evidence: [
        {
          what: `${endpointLabel(situation.at)}: nft list ruleset, before and after`,
          data: [
            `${chainWords(chain)}: policy drop`,
            ...chain.rules.map(({ text }) => `  ${text} (0 packets counted meanwhile)`),
          ].join('\n'),
        },
      ],
    },
  );
};

function chainWords({ table, name }: FirewallChain): string {
  return `chain ${name} of table ${table}`;
}

/** Chains that the packet must have gone through here. */
function plausibleChains(situation: Situation): readonly FirewallChain[] {
  const hooks = hooksOf(situation);
  return situation.here.after.firewall.filter(
    ({ hook, type }) => type !== 'nat' && (hook === null || hooks.includes(hook)),
  );
}

function hooksOf({ last, arrived, kind, here, destination }: Situation): readonly string[] {
  if (arrived) return ['prerouting', 'input', 'output', 'postrouting', 'ingress'];
  if (last?.direction === 'in' && has(here, destination)) return ['prerouting', 'input', 'ingress'];
  // Questions for neighbours are no IP.
  if (last?.wraps.length === 0 && (kind === 'asks' || kind === 'answers')) return [];
  if (last === null) return ['output', 'postrouting'];
  return ['prerouting', 'forward', 'postrouting', 'ingress'];
}

function movedRules(situation: Situation): readonly Moved[] {
  const { before } = situation.here;
  return plausibleChains(situation).flatMap((chain) => {
    const was = before.firewall.find(
      ({ table, name }) => table === chain.table && name === chain.name,
    );
    return chain.rules.map((rule, index) => ({
      chain,
      rule,
      by: (rule.packets ?? 0) - (was?.rules[index]?.packets ?? 0),
    }));
  });
}
