import type { GreenroomApi } from '../GreenroomApi';

type Answers = {
  [Name in keyof GreenroomApi]: Awaited<ReturnType<GreenroomApi[Name]>>;
};
export type AnswerOf<Name extends keyof GreenroomApi> = Answers[Name];
export type QueryOf<Name extends keyof GreenroomApi> = Parameters<
  GreenroomApi[Name]
>[0];
