/** Where services of a node have their files, which the compiler makes and checks ask. */

export const SERVICE_DIRECTORY = '/run/wirelab/services';

/**
 * Files of a service, without their endings: `.pid` is there while it is meant to run, `.log` has
 * what it says, `.d` what it serves, `.conf` its configuration, `.ctl` the socket that controls it.
 * No name has a dot, so `con1.web` is nobody else's.
 */
export function servicePath(container: string | null, name: string): string {
  return `${SERVICE_DIRECTORY}/${container === null ? name : `${container}.${name}`}`;
}

/** The socket over which a BGP daemon is asked. */
export function controlSocket(container: string | null, name: string): string {
  return `${servicePath(container, name)}.ctl`;
}

/** What a BGP daemon's configuration calls the session with its neighbor at this position. */
export function bgpSessionName(position: number): string {
  return `neighbor${position + 1}`;
}
