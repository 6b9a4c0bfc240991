import { cases } from '@/api/cases';
import type { PrintKind } from '@/api/model';
import { useAttempt } from './attempt';
import { useText } from './text';
import { useToasts } from './toasts';

/** Prints a case's slip or label. One that no printer put on paper is said, with its PDF to open; true: it is on its way to the printer. */
export function useSlip(): (key: string, kind: PrintKind) => Promise<boolean> {
  const { t } = useText();
  const { say } = useToasts();
  const attempt = useAttempt();
  return async (key, kind) => {
    const slip = await attempt(() => cases.print(key, kind));
    if (!slip || slip.printed) return !!slip;
    const file = slip.files.find((each) => each.pdf);
    const what = t(`prints.${kind}`);
    say({ tone: 'doubt', sentence: `${t('intake.slipNotPrinted', { what })}${slip.sentence}`, ...(file && { link: { href: file.pdf, words: t('intake.openPdf') } }) });
    return false;
  };
}
