import { useSettings } from '@/stores/settings';

/** Days and moments as the chosen language writes them. */
export function useTime() {
  const settings = useSettings();
  const format = (options: Intl.DateTimeFormatOptions, when: Date): string => new Intl.DateTimeFormat(settings.language, options).format(when);
  /** A day of the contract, YYYY-MM-DD, as a date at noon: no time zone moves it to another day. */
  const dayOf = (day: string): Date => new Date(`${day}T12:00:00`);
  return {
    clock: (when: string | number): string => format({ hour: '2-digit', minute: '2-digit', hour12: false }, new Date(when)),
    moment: (when: string): string => format({ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false }, new Date(when)).replace('/', '-'),
    day: (day: string): string => format({ month: 'long', day: 'numeric' }, dayOf(day)),
    /** With its year. */
    date: (when: string): string => format({ year: 'numeric', month: 'short', day: 'numeric' }, new Date(when)),
    weekday: (day: string): string => format({ weekday: 'short' }, dayOf(day)),
    minutesSince: (when: string, now = Date.now()): number => Math.max(0, Math.floor((now - Date.parse(when)) / 60000)),
  };
}
