import { ProblemError } from '@/api/problem';
import { useText } from './text';
import { useToasts } from './toasts';

/** Runs what a person asked for; a problem is told in its own words and null is given back. */
export function useAttempt(): <T>(deed: () => Promise<T>) => Promise<T | null> {
  const { say } = useToasts();
  const { t } = useText();
  return async (deed) => {
    try {
      return await deed();
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return null;
      if (!(error instanceof ProblemError)) throw error;
      const { problem } = error;
      say({
        tone: 'bad',
        sentence: problem.sentence || t(problem.name === 'away' ? 'link.noAnswer' : 'link.refused'),
        ...(problem.kept && { kept: problem.kept }),
        ...(problem.next && { next: problem.next }),
      });
      return null;
    }
  };
}
