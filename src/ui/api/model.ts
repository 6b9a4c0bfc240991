/** The names the pages use for what the contract says; made from src/web/openapi.yaml by `npm run types`. */
import type { components, paths } from './schema';

type Schemas = components['schemas'];

export type Office = Schemas['Office'];
export type Session = Schemas['Session'];
export type Station = Schemas['Station'];
export type Device = Schemas['Device'];
export type ItemRow = Schemas['ItemRow'];
export type Item = Schemas['Item'];
export type SituationQuestion = Schemas['SituationQuestion'];
export type DocumentType = Schemas['DocumentType'];
export type Intake = Schemas['Intake'];
export type IntakeSummary = Schemas['IntakeSummary'];
export type Page = Schemas['Page'];
export type PaperDocument = Schemas['Document'];
export type Field = Schemas['Field'];
export type Line = Schemas['Line'];
export type LineState = Line['state'];
export type Checklist = Schemas['Checklist'];
export type Question = Schemas['Question'];
export type PrintKind = Schemas['PrintKind'];
export type Printed = Schemas['Printed'];
export type CaseRow = Schemas['CaseRow'];
export type CaseList = Schemas['CaseList'];
export type CaseDetail = Schemas['CaseDetail'];
export type Thing = Schemas['Thing'];
export type Hit = Schemas['Hit'];
export type Handoff = Schemas['Handoff'];
export type HandoffRow = Schemas['HandoffRow'];
export type Courier = Schemas['Courier'];
export type Scanned = Schemas['Scanned'];
export type Discrepancy = Schemas['Discrepancy'];
export type Return = Schemas['Return'];
export type Waiting = Schemas['Waiting'];
export type Overview = Schemas['Overview'];
type Answer<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { 'application/json': infer Told } } } } } ? Told : never;
export type PaperPlace = Answer<'/overview/places'>['places'][number];
export type StillThing = Answer<'/overview/still'>['things'][number];
export type Trend = Answer<'/overview/trend'>;
export type TrendWeek = Trend['weeks'][number];
export type WorkerLoad = Answer<'/overview/workload'>['workers'][number];
export type WaitingAge = Answer<'/overview/waiting'>['ages'][number];
export type AuditPart = Answer<'/audit'>;
export type AuditEntry = AuditPart['entries'][number];
export type Quality = Schemas['Quality'];
export type QualityPage = Schemas['QualityPage'];
export type SampledPage = Schemas['SampledPage'];
export type ArchiveDefect = Schemas['ArchiveDefect'];
export type ScanJob = Schemas['ScanJob'];
export type Batch = Schemas['Batch'];
export type BatchSummary = Schemas['BatchSummary'];
export type BatchPage = Schemas['BatchPage'];
export type BatchSection = Schemas['BatchSection'];
export type Account = Schemas['Account'];
export type AccountWithPassword = Schemas['AccountWithPassword'];
export type Scanner = paths['/scanners']['get']['responses']['200']['content']['application/json']['scanners'][number];

/** In pixels of the page as it came. */
export type Point = readonly [number, number];
export type Quad = readonly [Point, Point, Point, Point];

/** The contract says four points as an array of arrays. */
export function quadOf(told: readonly (readonly number[])[] | null | undefined): Quad | null {
  return told && told.length === 4 ? (told as unknown as Quad) : null;
}
