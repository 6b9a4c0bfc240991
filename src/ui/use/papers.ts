import { useText } from './text';

const kinds = /\.(jpe?g|png|tiff?|bmp|webp|heic|heif|pdf)$/i;
const isPaper = (file: File): boolean => /^image\/|^application\/pdf$/.test(file.type) || kinds.test(file.name);

/** Files as a person gave them: those that can be pages, and a sentence for each kind that cannot. */
export function usePapers(): (files: readonly File[]) => { papers: File[]; refused: string[] } {
  const { t } = useText();
  return (files) => {
    const papers = files.filter((file) => isPaper(file) && file.size > 0);
    const names = (of: readonly File[]): string => of.map((file) => file.name).join('、');
    const others = files.filter((file) => !isPaper(file));
    const empty = files.filter((file) => isPaper(file) && file.size === 0);
    return {
      papers,
      refused: [...(others.length > 0 ? [t('intake.notPaper', { names: names(others) })] : []), ...(empty.length > 0 ? [t('intake.emptyFile', { names: names(empty) })] : [])],
    };
  };
}
