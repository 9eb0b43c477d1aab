import type { Endpoint } from '../../topology/model.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { parseIpLinks, type KernelLink } from '../parse/ip-link.ts';
import { readTable } from '../judge/read-table.ts';
import type { Evidence } from '../result.ts';
import { runSections } from '../sections.ts';

const TIMEOUT_MS = 10_000;
const COMMAND = 'ip -d -j link show';

/** All devices of a namespace. @throws HarnessError when they cannot be read. */
export async function readLinks(
  lab: LabView,
  at: Endpoint,
  signal: AbortSignal,
): Promise<{ readonly links: readonly KernelLink[]; readonly evidence: readonly Evidence[] }> {
  const timeoutMs = TIMEOUT_MS * lab.timeFactor;
  const { links: section } = await runSections(lab, at, { links: COMMAND }, { timeoutMs, signal });
  const links = readTable(section, 'ip link', parseIpLinks);
  const label = endpointLabel(at);
  return {
    links,
    evidence: [
      { what: `${label}: devices`, data: links },
      textEvidence(`${label}: ${COMMAND}`, section.output),
    ],
  };
}
