import type { OpenNodeShell } from '../provider.ts';
import type { Image } from './image.ts';
import type { MachineShape } from './machine-arguments.ts';

/** What a template is made for. */
export interface TemplateRequest {
  readonly image: Image;
  readonly shape: MachineShape;
  readonly qemuVersion: string;
  readonly openShell: OpenNodeShell;
}
