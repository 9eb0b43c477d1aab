/** `links`: which devices a namespace sees. */
import type { LinksCheck } from '../../topology/checks/links.ts';
import type { Endpoint } from '../../topology/model.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { countedLinks } from '../judge/links.ts';
import { nameList, namesObjection } from '../judge/names.ts';
import { readLinks } from '../probe/read-links.ts';
import { caseTitle } from '../words.ts';

export const links: CheckKind<LinksCheck> = {
  kind: 'links',
  turn: 'together',
  expand: (check) =>
    check.at.map((at): Case => ({
      key: endpointLabel(at),
      title: caseTitle({
        title: check.title,
        cases: check.at.length,
        name: endpointLabel(at),
        sentence: sentence(check, at),
      }),
      at,
      attempt: (lab, signal) => attempt(lab, check, at, signal),
    })),
};

function sentence(check: LinksCheck, at: Endpoint): string {
  const only = check.mode === 'exactly' ? 'nothing but ' : '';
  return `${endpointLabel(at)} sees ${only}${nameList(check.links)}`;
}

async function attempt(
  lab: LabView,
  check: LinksCheck,
  at: Endpoint,
  signal: AbortSignal,
): Promise<Attempt> {
  const { links: all, evidence } = await readLinks(lab, at, signal);
  const seen = countedLinks(all);
  const objection = namesObjection({ mode: check.mode, names: check.links }, seen);
  return {
    outcome: objection === null ? 'pass' : 'fail',
    expected: sentence(check, at),
    observed: objection ?? nameList(seen),
    evidence,
    final: false,
  };
}
