import type { Wire } from "@muster/shared";

/** A community of an order, with who could be named for it. */
export type ProposedPost = Wire["Proposal"]["posts"][number];
export type Candidate = ProposedPost["candidates"][number];

/** One place and who is put there. */
export interface Choice {
  community: string;
  volunteer: string;
}

/** Who goes where, as the server proposes it; it puts nobody on two lists. */
export const choose = (posts: readonly ProposedPost[]): Choice[] =>
  posts.flatMap((post) =>
    post.candidates
      .filter((candidate) => candidate.chosen)
      .map((candidate) => ({ community: post.community, volunteer: candidate.volunteer })),
  );

/** Who could stand in at a post: on its list and chosen for none. */
export function substitutes(post: ProposedPost, choices: readonly Choice[]): Candidate[] {
  const taken = new Set(choices.map((choice) => choice.volunteer));
  return post.candidates.filter((candidate) => !taken.has(candidate.volunteer));
}

/** What is sent: one list for each community. */
export function itemsOf(choices: readonly Choice[]): { community: string; volunteers: string[] }[] {
  const lists = new Map<string, string[]>();
  for (const { community, volunteer } of choices)
    lists.set(community, [...(lists.get(community) ?? []), volunteer]);
  return [...lists].map(([community, volunteers]) => ({ community, volunteers }));
}
