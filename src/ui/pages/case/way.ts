import type { CaseDetail, Office, Thing } from '@/api/model';
import type { IconName } from '@/parts/icons';

/** A station on the way of a case's papers, there and back. */
export interface Station {
  readonly name: string;
  readonly icon: IconName;
  readonly state: 'passed' | 'here' | 'ahead';
  /** What stands here now. */
  readonly things: readonly Thing[];
  /** What is on the way from here to the next. */
  readonly leaving: readonly Thing[];
}

const iconOf = (office: Office | undefined): IconName => (office?.kind === 'community' ? 'house' : office?.kind === 'bureau' ? 'bureau' : 'tower');

interface Place {
  readonly name: string;
  readonly office: string;
  readonly icon: IconName;
}

/** Community, street office, bureau, and the community again where the certificate waits. */
function placesOf(row: CaseDetail['row'], department: string, offices: readonly Office[], folder: Thing | undefined): Place[] {
  const home = offices.find((each) => each.code === row.office);
  const street = offices.find((each) => each.code === home?.parent && each.kind === 'street-office');
  const holder = offices.find((each) => each.code === folder?.holder);
  const bureau = holder?.kind === 'bureau' ? holder : offices.find((each) => each.kind === 'bureau' && each.name === department);
  return [
    { name: row.office_name, office: row.office, icon: 'house' },
    ...(street ? [{ name: street.name, office: street.code, icon: iconOf(street) }] : []),
    ...(bureau || department ? [{ name: bureau?.name ?? department, office: bureau?.code ?? '', icon: 'bureau' as const }] : []),
  ];
}

interface Reached {
  readonly at: number;
  /** The papers have left that place and are on the way to the next. */
  readonly moving: boolean;
}

/**
 * How far the papers are: what the things' holders say, else what the state does. Of a folder on the way the server says who
 * carries it and not from where: it has left the community at least.
 */
function reached(row: CaseDetail['row'], places: readonly Place[], things: readonly Thing[]): Reached {
  if (row.state === 'awaiting-pickup') return { at: places.length, moving: false };
  if (row.state === 'picked-up' || row.state === 'closed') return { at: places.length + 1, moving: false };
  const certificate = things.find((thing) => thing.kind === 'certificate');
  if (certificate?.in_transit) return { at: places.length - 1, moving: true };
  const folder = things.find((thing) => thing.kind === 'folder');
  if (folder?.in_transit) return { at: 0, moving: true };
  const at = places.findIndex((place) => place.office !== '' && place.office === folder?.holder);
  return { at: Math.max(0, at), moving: at < 0 && row.state === 'circulating' };
}

export function wayOf(detail: CaseDetail, offices: readonly Office[], words: { pickup: string; done: string }): Station[] {
  const folder = detail.things.find((thing) => thing.kind === 'folder');
  const places = placesOf(detail.row, detail.item.department, offices, folder);
  const { at: now, moving } = reached(detail.row, places, detail.things);
  const all: Place[] = [...places, { name: `${detail.row.office_name} ${words.pickup}`, office: '', icon: 'pickup' }, { name: words.done, office: '', icon: 'tick' }];
  const carried = detail.row.state === 'received' || detail.row.state === 'circulating' || detail.row.state === 'awaiting-pickup' ? detail.things : [];
  return all.map((place, at) => ({
    name: place.name,
    icon: place.icon,
    state: at < now || (at === now && moving) ? 'passed' : at === now ? 'here' : 'ahead',
    things: at === now ? carried.filter((thing) => !thing.in_transit) : [],
    leaving: at === now ? carried.filter((thing) => thing.in_transit) : [],
  }));
}
