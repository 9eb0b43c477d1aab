/** What `ip -j route get ADDRESS` says of a packet's way out. */
import { z } from 'zod';

export interface RouteGet {
  readonly dev: string;
  /** The address that the kernel takes as source; null where it names none. */
  readonly source: string | null;
  /** Next hop; null on the link. */
  readonly via: string | null;
}

const answer = z.tuple([
  z.object({
    dev: z.string(),
    prefsrc: z.string().optional(),
    gateway: z.string().optional(),
  }),
]);

/** Null for any other text, an error message above all. */
export function parseRouteGet(output: string): RouteGet | null {
  let data: unknown;
  try {
    data = JSON.parse(output);
  } catch {
    return null;
  }
  const parsed = answer.safeParse(data);
  if (!parsed.success) return null;
  const [route] = parsed.data;
  return { dev: route.dev, source: route.prefsrc ?? null, via: route.gateway ?? null };
}
