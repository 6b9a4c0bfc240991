import type { Tone } from './feel';

/** What the panel under the camera says of the last thing that was held in view. */
export interface Answer {
  readonly tone: Tone | 'none';
  /** Large: the number, or the word. */
  readonly big: string;
  readonly word: string;
  readonly detail: string;
  /** Two ways out, in place of the thumb zone. */
  readonly ways: readonly { readonly label: string; readonly danger?: boolean; readonly main?: boolean; readonly go: () => void }[];
}

/** A panel with ways out needs the room for them: it takes it from the camera, so the list stays where it is. */
export const isTall = (answer: Answer): boolean => answer.ways.length > 0;
