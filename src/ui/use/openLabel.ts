import { useRouter } from 'vue-router';
import { cases } from '@/api/cases';
import type { CaseRow } from '@/api/model';
import { ProblemError } from '@/api/problem';
import { useText } from './text';
import { useToasts } from './toasts';

/** The case a scanned label, a receipt or a number belongs to; what is none is said, and null is given back. */
export function useCaseOf(): (text: string) => Promise<CaseRow | null> {
  const { t } = useText();
  const { say } = useToasts();
  return async (text) => {
    try {
      return (await cases.get(text.trim())).row;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      say({ tone: 'bad', sentence: error.problem.status === 404 ? t('cases.unknownLabel') : error.problem.sentence || t('link.refused') });
      return null;
    }
  };
}

/** Opens that case; nothing is left when there is none. */
export function useOpenLabel(): (text: string) => Promise<void> {
  const router = useRouter();
  const caseOf = useCaseOf();
  return async (text) => {
    const row = await caseOf(text);
    if (row) await router.push({ name: 'case', params: { key: row.number } });
  };
}
