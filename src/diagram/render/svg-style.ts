import type { DeviceKind } from '../drawing.ts';
import type { SceneWire } from '../layout/scene.ts';
import { MARK_COLORS, MARKS } from './mark-colors.ts';

/**
 * Colours by the names of their CSS variables (`--wl-node`), on light and on dark ground. A page sets
 * them anew for `svg.wl-drawing`.
 */
const COLORS = {
  ground: ['#ffffff', '#0d1117'],
  ink: ['#1f2328', '#e6edf3'],
  muted: ['#59636e', '#9198a1'],
  line: ['#57606a', '#8b949e'],
  node: ['#f6f8fa', '#151b23'],
  container: ['#ddf0ff', '#0c2d4f'],
  device: ['#ffffff', '#21262d'],
  bridge: ['#dff5e3', '#123b23'],
  tunnel: ['#f0e6ff', '#33244f'],
  'tunnel-line': ['#8250df', '#ab7df8'],
  segment: ['#1a7f64', '#3fb68b'],
  ...MARK_COLORS,
} as const;

export type ColorName = keyof typeof COLORS;

/** An attribute for programs that know no CSS variables; the style sheet has the last word. */
export function colorAttribute(attribute: 'fill' | 'stroke', name: ColorName): string {
  return `${attribute}="${COLORS[name][0]}"`;
}

const FILLED: readonly ColorName[] = ['ground', 'node', 'container', 'device', 'bridge', 'tunnel'];

export function styleSheet(): string {
  const values = (index: 0 | 1): string =>
    Object.entries(COLORS)
      .map(([name, color]) => `--wl-${name}:${color[index]}`)
      .join(';');
  const marks = MARKS.flatMap((mark) => [
    `.wl-drawing .wl-${mark} :is(rect,path){stroke:var(--wl-${mark})}`,
    `.wl-drawing .wl-${mark} .wl-dot,.wl-drawing text.wl-${mark}{fill:var(--wl-${mark})}`,
  ]);
  return [
    `.wl-drawing{${values(0)}}`,
    `@media(prefers-color-scheme:dark){.wl-drawing{${values(1)}}}`,
    ...FILLED.map((name) => `.wl-drawing .wl-fill-${name}{fill:var(--wl-${name})}`),
    '.wl-drawing text{fill:var(--wl-ink);white-space:pre}',
    '.wl-drawing text:is(.wl-detail,.wl-note){fill:var(--wl-muted)}',
    '.wl-drawing .wl-box rect,.wl-drawing .wl-wire path{stroke:var(--wl-line)}',
    '.wl-drawing .wl-dot{fill:var(--wl-line)}',
    '.wl-drawing .wl-segment :is(path,rect){stroke:var(--wl-segment)}',
    '.wl-drawing .wl-segment .wl-dot{fill:var(--wl-segment)}',
    '.wl-drawing .wl-tunnel :is(path,rect){stroke:var(--wl-tunnel-line)}',
    '.wl-drawing .wl-tunnel .wl-core{stroke:var(--wl-ground)}',
    ...marks,
  ].join('\n');
}

export function fillOf(form: 'node' | 'container' | 'device', kind: DeviceKind | null): ColorName {
  if (form !== 'device') return form;
  switch (kind) {
    case 'bridge':
    case 'vrf':
      return 'bridge';
    case 'vxlan':
    case 'tun':
    case 'ip-tunnel':
    case 'wireguard':
      return 'tunnel';
    case 'nic':
    case 'veth':
    case 'vlan':
    case 'macvlan':
    case 'ipvlan':
    case 'foreign':
    case null:
      return 'device';
  }
}

export function strokeOf({ kind, mark }: Pick<SceneWire, 'kind' | 'mark'>): ColorName {
  if (mark !== null) return mark;
  if (kind === 'segment') return 'segment';
  return kind === 'tunnel' ? 'tunnel-line' : 'line';
}
