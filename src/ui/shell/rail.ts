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

export const rooms: readonly Room[] = [
  { route: 'intake', says: 'rooms.intake', icon: 'intake', roles: ['counter-worker', 'street-clerk'] },
  { route: 'cases', says: 'rooms.cases', icon: 'cases' },
  { route: 'handoff', says: 'rooms.handoff', icon: 'handoff', roles: ['counter-worker', 'courier', 'street-clerk', 'bureau-clerk', 'supervisor', 'administrator'] },
  { route: 'returns', says: 'rooms.returns', icon: 'returns', roles: ['counter-worker', 'street-clerk', 'pickup-clerk', 'administrator'] },
  { route: 'pickup', says: 'rooms.pickup', icon: 'pickup', roles: ['counter-worker', 'pickup-clerk', 'supervisor', 'administrator'] },
  { route: 'overview', says: 'rooms.overview', icon: 'overview', roles: ['supervisor', 'administrator'] },
  { route: 'search', says: 'rooms.search', icon: 'search' },
  { route: 'admin', says: 'rooms.admin', icon: 'tower', roles: ['administrator'], atBottom: true },
  { route: 'settings', says: 'rooms.settings', icon: 'admin', atBottom: true },
];

export const isFor = (room: Room, roles: readonly string[]): boolean => !room.roles || room.roles.some((role) => roles.includes(role));
