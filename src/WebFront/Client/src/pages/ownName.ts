import type { Identity } from '../../sdk';

/** The name that somebody has said; empty until he has, whatever a page made up for him. */
export const ownName = (identity: Identity | null): string => (identity && !identity.nameless ? identity.nickname : '');
