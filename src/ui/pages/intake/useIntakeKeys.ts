import { useKeys, type KeyBinding } from '@/use/keys';

export interface IntakeDeeds {
  item: () => void;
  add: () => void;
  notice: () => void;
  receipt: () => void;
  answer: (code: 'yes' | 'no') => void;
  asks: () => boolean;
  edit: () => void;
  turn: () => void;
  crop: () => void;
  join: () => void;
  digit: (number: number) => void;
  page: (by: number) => void;
  field: (by: number) => void;
  remove: () => void;
  undo: () => void;
  next: () => void;
  strip: (by: number) => void;
  goOn: () => void;
  confirm: () => void;
  confirms: () => boolean;
  back: () => void;
  hasPage: () => boolean;
}

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
const digitCodes = digits.flatMap((each) => [`Digit${each}`, `Numpad${each}`]);

/** The keys of Intake, from ../../shell/KeyHelp.vue's point of view too. */
export function useIntakeKeys(deeds: IntakeDeeds): void {
  const table: KeyBinding[] = [
    { code: 'F2', shown: 'F2', says: 'intake.keys.item', inFields: true, run: deeds.item },
    { code: 'F4', shown: 'F4', says: 'intake.keys.scan', inFields: true, run: deeds.add },
    { code: 'F8', shown: 'F8', says: 'intake.keys.notice', inFields: true, run: deeds.notice },
    { code: 'F9', shown: 'F9', says: 'intake.keys.receipt', inFields: true, run: deeds.receipt },
    { code: 'KeyY', shown: 'Y', says: 'intake.keys.yes', when: deeds.asks, run: () => deeds.answer('yes') },
    { code: 'KeyN', shown: 'N', says: 'intake.keys.no', when: deeds.asks, run: () => deeds.answer('no') },
    { code: digitCodes, shown: '1|–|9', says: 'intake.keys.digit', run: (event) => deeds.digit(Number(event.code.slice(-1))) },
    { code: 'ArrowLeft', shown: '←|→', says: 'intake.keys.pages', when: deeds.hasPage, run: () => deeds.page(-1) },
    { code: 'ArrowRight', shown: '←|→', says: 'intake.keys.pages', when: deeds.hasPage, run: () => deeds.page(1) },
    { code: 'ArrowUp', shown: '↑|↓', says: 'intake.keys.fields', when: deeds.hasPage, run: () => deeds.field(-1) },
    { code: 'ArrowDown', shown: '↑|↓', says: 'intake.keys.fields', when: deeds.hasPage, run: () => deeds.field(1) },
    { code: 'KeyE', shown: 'E', says: 'intake.keys.edit', when: deeds.hasPage, run: deeds.edit },
    { code: 'KeyR', shown: 'R', says: 'intake.keys.turn', when: deeds.hasPage, run: deeds.turn },
    { code: 'KeyC', shown: 'C', says: 'intake.keys.crop', when: deeds.hasPage, run: deeds.crop },
    { code: 'KeyM', shown: 'M', says: 'intake.keys.join', when: deeds.hasPage, run: deeds.join },
    { code: 'Delete', shown: 'Del', says: 'intake.keys.remove', when: deeds.hasPage, run: deeds.remove },
    { code: 'KeyZ', ctrl: true, shown: 'Ctrl Z', says: 'intake.keys.undo', run: deeds.undo },
    { code: 'KeyN', alt: true, shown: 'Alt N', says: 'intake.keys.next', inFields: true, run: deeds.next },
    { code: 'ArrowUp', ctrl: true, shown: 'Ctrl ↑|Ctrl ↓', says: 'intake.keys.strip', inFields: true, run: () => deeds.strip(-1) },
    { code: 'ArrowDown', ctrl: true, shown: 'Ctrl ↑|Ctrl ↓', says: 'intake.keys.strip', inFields: true, run: () => deeds.strip(1) },
    { code: ['Enter', 'NumpadEnter'], ctrl: true, shown: 'Ctrl Enter', says: 'intake.keys.goOn', inFields: true, run: deeds.goOn },
    { code: ['Enter', 'NumpadEnter'], shown: 'Enter', says: 'intake.keys.confirm', when: deeds.confirms, run: deeds.confirm },
    { code: 'Escape', shown: 'Esc', says: 'keys.back', run: deeds.back },
  ];
  useKeys(table);
}
