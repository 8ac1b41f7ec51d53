import type { ApiConnection } from '../ApiConnection';
import { HEADER_SCM_TOKEN } from './scmToken';
import type { ProposalEntry } from '../entries';
import type { NewRowsRequest } from '../newRows';
import type { PublishRequest } from '../pullRequest';
import type { Settlements } from '../basketCheck';
import type { GreenroomApi } from '../GreenroomApi';
import type { AnswerOf } from './calls';

/** Baskets, and the pull requests made from them. */
export function proposalsCalls(connection: ApiConnection) {
  return {
    listProposals(assetId: string) {
      return connection.get<AnswerOf<'listProposals'>>(
        `/assets/${encodeURIComponent(assetId)}/proposals`,
      );
    },
    putEntries(assetId: string, entries: ProposalEntry[]) {
      return connection.send<AnswerOf<'putEntries'>>(
        'PUT',
        `/assets/${encodeURIComponent(assetId)}/draft/entries`,
        { entries },
      );
    },
    removeEntries(assetId: string, keys: string[]) {
      return connection.send<AnswerOf<'removeEntries'>>(
        'DELETE',
        `/assets/${encodeURIComponent(assetId)}/draft/entries`,
        { keys },
      );
    },
    undoEntries(assetId: string) {
      return connection.send<AnswerOf<'undoEntries'>>(
        'POST',
        `/assets/${encodeURIComponent(assetId)}/draft/undo`,
        {},
      );
    },
    takeEntries(assetId: string, proposalId: string, keys: string[]) {
      return connection.send<AnswerOf<'takeEntries'>>(
        'POST',
        `/assets/${encodeURIComponent(assetId)}/draft/take`,
        { proposalId, keys },
      );
    },
    getProposal(proposalId: string) {
      return connection.get<AnswerOf<'getProposal'>>(
        `/proposals/${encodeURIComponent(proposalId)}`,
      );
    },
    newRowForm(assetId: string) {
      return connection.get<AnswerOf<'newRowForm'>>(
        `/assets/${encodeURIComponent(assetId)}/new-rows`,
      );
    },
    checkNewRows(assetId: string, request: NewRowsRequest) {
      return connection.send<AnswerOf<'checkNewRows'>>(
        'POST',
        `/assets/${encodeURIComponent(assetId)}/new-rows/check`,
        request,
      );
    },
    getTexts(assetId: string) {
      return connection.get<AnswerOf<'getTexts'>>(
        `/assets/${encodeURIComponent(assetId)}/texts`,
      );
    },
    previewPublish(proposalId: string) {
      return connection.get<AnswerOf<'previewPublish'>>(
        `/proposals/${encodeURIComponent(proposalId)}/preview`,
      );
    },
    takeBack(proposalId: string) {
      return connection.send<AnswerOf<'takeBack'>>(
        'POST',
        `/proposals/${encodeURIComponent(proposalId)}/take-back`,
        {},
      );
    },
    checkBasket(proposalId: string) {
      return connection.send<AnswerOf<'checkBasket'>>(
        'POST',
        `/proposals/${encodeURIComponent(proposalId)}/check`,
        {},
      );
    },
    settleBasket(proposalId: string, settlements: Settlements) {
      return connection.send<AnswerOf<'settleBasket'>>(
        'PUT',
        `/proposals/${encodeURIComponent(proposalId)}/settlements`,
        settlements,
      );
    },
    publish(proposalId: string, request: PublishRequest, token?: string) {
      return connection.send<AnswerOf<'publish'>>(
        'POST',
        `/proposals/${encodeURIComponent(proposalId)}/publish`,
        request,
        token ? { [HEADER_SCM_TOKEN]: token } : {},
      );
    },
  } satisfies Partial<GreenroomApi>;
}
