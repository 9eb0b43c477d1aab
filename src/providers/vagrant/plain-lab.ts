/** The part of a lab that vagrant does not make, where `vagrant up` is run by hand. */
import { rm } from 'node:fs/promises';
import { HarnessError } from '../../lib/errors.ts';
import type { StepContext } from '../provider.ts';
import { findBox } from './box.ts';
import { readLabFile } from './lab-directory.ts';
import { segmentXml } from './network-xml.ts';
import { addNetwork } from './networks.ts';
import { addResources, removeResources } from './resources.ts';

/** Makes the networks and the pool of the lab in this file. @throws HarnessError */
export async function openPlainLab(file: string, { signal }: StepContext): Promise<void> {
  const { lab, segments, nodes } = readLabFile(file);
  const boxes = [...new Set(nodes.map(({ box }) => box))].map((name) => {
    const box = findBox(name);
    if (box !== null) return box;
    throw new HarnessError(`vagrant has no box ${name} any more`, {
      remedy: 'pack it: npx wirelab image box',
    });
  });
  for (const network of segments) await addNetwork(network, segmentXml(network), signal);
  await addResources(lab, boxes, signal);
}

/** Removes all that the lab in this file has in libvirt, and the file. @throws HarnessError */
export async function closePlainLab(file: string): Promise<void> {
  await removeResources(readLabFile(file).lab);
  await rm(file, { force: true });
}
