import type { Wire } from "@muster/shared";

/** A community of an order, with who could be named for it. */
export type ProposedPost = Wire["Proposal"]["posts"][number];
export type Candidate = ProposedPost["candidates"][number];

/** One place and who is put there. */
export interface Choice {
  community: string;
  volunteer: string;
}

/**
 * Who goes where: the best ranks first, nobody twice, no post over its need. The ranks come from
 * the server; this only settles that one person stands on the lists of several posts.
 */
export function choose(posts: readonly ProposedPost[], without: ReadonlySet<string> = new Set()): Choice[] {
  const open = new Map(posts.map((post) => [post.community, post.need]));
  const pairs = posts
    .flatMap((post) => post.candidates.map((candidate) => ({ community: post.community, candidate })))
    .filter(({ candidate }) => !without.has(candidate.volunteer))
    .sort((a, b) => a.candidate.rank - b.candidate.rank || a.community.localeCompare(b.community));
  const taken = new Set<string>();
  const choices: Choice[] = [];
  for (const { community, candidate } of pairs) {
    const left = open.get(community) ?? 0;
    if (left > 0 && !taken.has(candidate.volunteer)) {
      open.set(community, left - 1);
      taken.add(candidate.volunteer);
      choices.push({ community, volunteer: candidate.volunteer });
    }
  }
  return choices;
}

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
