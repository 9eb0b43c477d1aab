import type { Mark } from '../drawing.ts';

/** Colours of marks on light ground, and on dark. */
export const MARK_COLORS: Readonly<Record<Mark, readonly [string, string]>> = {
  passed: ['#1a7f37', '#3fb950'],
  failed: ['#cf222e', '#f85149'],
  path: ['#0969da', '#4493f8'],
  missing: ['#cf222e', '#f85149'],
  extra: ['#9a6700', '#d29922'],
  changed: ['#bc4c00', '#db6d28'],
};

export const MARKS = Object.keys(MARK_COLORS) as readonly Mark[];
