/**
 * What this browser keeps for us, where it does: storage may be denied or full, and then a page works all the same and
 * begins anew at the next load.
 */
type Place = 'localStorage' | 'sessionStorage';

export const shelf = {
  read(place: Place, key: string): string | null {
    try {
      return window[place].getItem(key);
    } catch {
      return null;
    }
  },
  /** False: it could not be kept. */
  keep(place: Place, key: string, value: string): boolean {
    try {
      window[place].setItem(key, value);
      return true;
    } catch {
      return false;
    }
  },
  drop(place: Place, key: string): void {
    try {
      window[place].removeItem(key);
    } catch {
      // Then there is nothing.
    }
  },
};
