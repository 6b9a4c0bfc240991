import type { CaseRow } from '@/api/model';
import { useText } from './text';

type Timed = Pick<CaseRow, 'light' | 'left' | 'state'>;

/** The clock of a case in a word or two, and the state its mark is drawn by. */
export function useLimitWord() {
  const { t } = useText();
  return (row: Timed, stopped = false): { state: string; word: string } => {
    if (row.state === 'closed' || row.state === 'picked-up') return { state: 'done', word: t(`states.${row.state}`) };
    if (stopped) return { state: 'stopped', word: t('light.stopped') };
    if (row.light === 'none') return row.state === 'awaiting-pickup' ? { state: 'ok', word: t('states.awaiting-pickup') } : { state: 'none', word: t('light.notYet') };
    if (row.left < 0 || row.light === 'overdue') return { state: 'overdue', word: t('light.over', { count: Math.abs(row.left) }) };
    return { state: row.light, word: row.left === 0 ? t('light.today') : t('light.left', { count: row.left }) };
  };
}
