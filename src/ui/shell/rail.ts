import type { TextKey } from '@/i18n';
import type { IconName } from '@/parts/icons';

/** The rooms of the rail, from the top. A room stands there for whoever has one of its roles; none: for everybody. */
export interface Room {
  /** The route's name. */
  readonly route: string;
  readonly says: TextKey;
  readonly icon: IconName;
  readonly roles?: readonly string[];
  readonly atBottom?: boolean;
}

/** Who may look through cases; the server refuses them to the others. */
const readers = ['counter-worker', 'street-clerk', 'bureau-clerk', 'pickup-clerk', 'supervisor'];

export const rooms: readonly Room[] = [
  { route: 'intake', says: 'rooms.intake', icon: 'intake', roles: ['counter-worker', 'street-clerk'] },
  { route: 'cases', says: 'rooms.cases', icon: 'cases', roles: readers },
  { route: 'handoff', says: 'rooms.handoff', icon: 'handoff', roles: ['counter-worker', 'courier', 'street-clerk', 'bureau-clerk', 'supervisor', 'administrator'] },
  { route: 'returns', says: 'rooms.returns', icon: 'returns', roles: ['counter-worker', 'street-clerk', 'pickup-clerk'] },
  { route: 'pickup', says: 'rooms.pickup', icon: 'pickup', roles: ['counter-worker', 'pickup-clerk', 'supervisor'] },
  { route: 'overview', says: 'rooms.overview', icon: 'overview', roles: ['supervisor'] },
  { route: 'quality', says: 'rooms.quality', icon: 'eye', roles: ['supervisor'] },
  { route: 'search', says: 'rooms.search', icon: 'search', roles: readers },
  { route: 'admin', says: 'rooms.admin', icon: 'tower', roles: ['supervisor', 'administrator'], atBottom: true },
  { route: 'settings', says: 'rooms.settings', icon: 'admin', atBottom: true },
];

export const isFor = (room: Room, roles: readonly string[]): boolean => !room.roles || room.roles.some((role) => roles.includes(role));

/** Where somebody begins: the room that fills the day of his first role here. */
const begins: readonly (readonly [role: string, route: string])[] = [
  ['counter-worker', 'intake'],
  ['street-clerk', 'intake'],
  ['pickup-clerk', 'pickup'],
  ['supervisor', 'overview'],
  ['courier', 'handoff'],
  ['bureau-clerk', 'handoff'],
  ['administrator', 'admin'],
];

export const homeOf = (roles: readonly string[]): string => begins.find(([role]) => roles.includes(role))?.[1] ?? 'settings';

export const mayEnter = (route: string, roles: readonly string[]): boolean => rooms.some((room) => room.route === route && isFor(room, roles));
