import type { Drawing } from '../drawing.ts';
import type { SceneText } from './scene.ts';
import { wrapped } from './wrapped.ts';

/** What the drawing is of, in lines of at most so many columns. */
export function headingLines({ name, title, step }: Drawing, width: number): readonly SceneText[] {
  const of =
    step === null ? '' : `, step ${step.number}${step.name === null ? '' : `: ${step.name}`}`;
  return wrapped(`${name}: ${title}${of}`, width).map((text, y) => ({
    ...{ id: null, mark: null, role: 'heading', text, x: 0, y },
  }));
}
